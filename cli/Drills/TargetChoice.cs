using Distribution.Containers;
using Distribution.Containers.Engine;
using Distribution.Drills.Safety;
using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Compose;
using Distribution.Drills.Targets.Kubernetes;
using Distribution.Drills.Targets.Local;
using Distribution.Machine.State;

namespace Distribution.Cli.Drills;

/// <summary>What is drilled.</summary>
/// <param name="Kind">One of the constants.</param>
/// <param name="Folder">Names the topology; locally it is also where it is.</param>
internal sealed record TargetChoice(string Kind, StateFolder Folder)
{
    public const string Local = "local";
    public const string Compose = "compose";
    public const string Kubernetes = "kubernetes";

    /// <summary>Where its secrets are; null for the target's usual place.</summary>
    public string? Secrets { get; init; }

    /// <summary>Which release of the chart, and with what; null for another target.</summary>
    public KubernetesTargetOptions? Cluster { get; init; }

    /// <summary>A folder of the target's own: its lock is there, and what drills build for it. Locally the running topology has one; the others have no folder on this machine that is theirs.</summary>
    private string Place => Kind == Local ? Folder.Run : Path.Combine(Path.GetDirectoryName(Folder.Path)!, ".drills", $"{Kind}-{Folder.Name}");

    /// <summary>Finds it, if it may be drilled.</summary>
    /// <exception cref="TargetException">It may not, or is not there.</exception>
    public async Task<ITarget> OpenAsync(bool iKnow, CancellationToken cancellation)
    {
        ITarget target = Kind switch
        {
            Compose => await OpenComposeAsync(cancellation),
            Kubernetes => await KubernetesTarget.OpenAsync(Cluster! with { IKnow = iKnow }, cancellation),
            _ => await LocalTarget.OpenAsync(Folder, cancellation, SourceBuild.BuildAsync),
        };
        try
        {
            LoopbackOnly.Check(target, iKnow);
            return target;
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps other drills away from it.</summary>
    /// <exception cref="TargetException">One is at it.</exception>
    public IDisposable Lock()
    {
        Directory.CreateDirectory(Place);
        return DrillLock.Take(Place);
    }

    private async Task<ComposeTarget> OpenComposeAsync(CancellationToken cancellation)
    {
        try
        {
            var engine = await ContainerEngine.FindAsync(cancellation);
            return await ComposeTarget.OpenAsync(
                new ComposeTargetOptions(Folder.Name) { DockerHost = engine?.Address, SecretsFolder = Secrets, Upgrade = ImageUpgrade.Means(Path.Combine(Place, "builds")) },
                cancellation);
        }
        catch (ContainerException failure)
        {
            throw new TargetException(failure.Message, failure);
        }
    }
}
