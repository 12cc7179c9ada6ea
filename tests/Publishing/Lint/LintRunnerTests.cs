using Distribution.Publishing.Lint;
using Distribution.Publishing.Tests.Lint.Kubernetes;
using Distribution.Publishing.Tools;

namespace Distribution.Publishing.Tests.Lint;

public sealed class LintRunnerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lint-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Folder_that_nothing_was_published_to_is_refused_by_name()
    {
        var refusal = await Assert.ThrowsAsync<PublishException>(() => LintRunner.CheckAsync(_folder, TestContext.Current.CancellationToken));

        Assert.Contains($"'{_folder}' has nothing to check", refusal.Message);
        Assert.Contains("Chart.yaml", refusal.Message);
    }

    [Fact]
    public async Task Chart_is_checked_as_rendered_with_every_values_file()
    {
        await WriteChartAsync(GoodDocuments.With("distribution/api:1.2.3", "distribution/api:{{ .Values.tag }}"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "values-dev.yaml"), "tag: latest\n");

        var finding = Assert.Single(await LintRunner.CheckAsync(_folder, TestContext.Current.CancellationToken));

        Assert.Equal("fixed-image", finding.Rule);
        Assert.Equal("Deployment/api, container api", finding.Object);
    }

    [Fact]
    public async Task Chart_that_does_not_render_is_refused_with_the_reason()
    {
        await WriteChartAsync("{{ .Values.none.deeper }}");

        var refusal = await Assert.ThrowsAsync<PublishException>(() => LintRunner.CheckAsync(_folder, TestContext.Current.CancellationToken));

        Assert.Contains("does not render", refusal.Message);
        Assert.Contains("nil pointer", refusal.Message);
    }

    private async Task WriteChartAsync(string template)
    {
        await KubernetesTools.Helm4.FetchAsync(TestContext.Current.CancellationToken);
        Directory.CreateDirectory(Path.Combine(_folder, "templates"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "Chart.yaml"), "apiVersion: v2\nname: sample\nversion: 1.2.3\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "values.yaml"), "tag: 1.2.3\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "templates", "all.yaml"), template);
    }
}
