using Distribution.Machine.Tools;
using Distribution.Publishing.Emitting;
using Distribution.Publishing.Helm;
using Distribution.Publishing.Tools;

namespace Distribution.Publishing.Tests.Helm;

/// <summary>The chart of the sample topology in a folder, with both generations of Helm; made once for all tests.</summary>
public sealed class EmittedChart : IAsyncLifetime
{
    private const string Release = "rel";

    private readonly string _root = Directory.CreateTempSubdirectory("chart-").FullName;

    internal string Folder => Path.Combine(_root, "sample");

    public async ValueTask InitializeAsync()
    {
        new OutputFolder(_root, force: true).Write(new HelmEmitter().Emit(SampleTopology.Create()));
        await KubernetesTools.Helm4.FetchAsync(CancellationToken.None);
        await KubernetesTools.Helm3.FetchAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal static KubernetesTools Tools(int generation) => generation == 4 ? KubernetesTools.Helm4 : KubernetesTools.Helm3;

    internal Task<ProgramResult> TemplateAsync(int generation, params IEnumerable<string> arguments) =>
        Command.RunAsync(Tools(generation).Helm, ["template", Release, Folder, "--namespace", "prod", "--kube-version", "1.33", .. arguments], cancellationToken: TestContext.Current.CancellationToken);

    internal Task<ProgramResult> LintAsync(int generation, params IEnumerable<string> arguments) =>
        Command.RunAsync(Tools(generation).Helm, ["lint", "--strict", Folder, .. arguments], cancellationToken: TestContext.Current.CancellationToken);
}
