using Distribution.Publishing.Tools;

namespace Distribution.Publishing.Tests.Tools;

public sealed class KubernetesToolsTests
{
    public static TheoryData<string> Generations => ["v4.", "v3."];

    [Theory]
    [MemberData(nameof(Generations))]
    public async Task Helm_of_each_generation_runs_from_the_cache(string generation)
    {
        var tools = generation == "v4." ? KubernetesTools.Helm4 : KubernetesTools.Helm3;

        await tools.FetchAsync(TestContext.Current.CancellationToken);
        var version = await Command.RunAsync(tools.Helm, ["version", "--short"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(0, version.ExitCode);
        Assert.StartsWith(generation, version.Output);
        Assert.True(File.Exists(tools.Kubectl));
    }
}
