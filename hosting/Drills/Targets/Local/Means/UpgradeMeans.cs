using Distribution.Drills.Faults;
using Distribution.Machine.State;

namespace Distribution.Drills.Targets.Local.Means;

/// <summary>Runs members from another build of the services: really built anew under another version, which each member then says of itself at <c>/healthz</c>.</summary>
/// <param name="target">The topology.</param>
/// <param name="folder">Its state folder.</param>
/// <param name="build">Builds the services; null where there are no sources.</param>
internal sealed class UpgradeMeans(ITarget target, StateFolder folder, ServiceBuild? build) : ILocalMeans
{
    // Two that take turns: a topology may be drilled again, and each time something else has to run afterwards.
    private static readonly string[] Versions = ["1.0.1", "1.0.2"];

    private string? _version;

    public IReadOnlyCollection<Injection> Injections => [Injection.Upgrade];

    public string? Lack => build is null ? "a newer build is made from the sources, which are not known here: drill with ./distribution from a clone." : null;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var member = (await target.LookAsync(cancellationToken)).Of("api").FirstOrDefault();
        var now = member is null ? null : await MemberVersion.AskAsync(member, cancellationToken);
        _version = Versions.First(version => version != now);
        await build!(_version, FolderOf(_version), cancellationToken);
    }

    public async Task InjectAsync(Member member, Injection injection, CancellationToken cancellationToken)
    {
        var version = _version ?? throw new TargetException($"Upgrade of {member.Name}: there is no newer build yet, it is made before.");
        SharedFile.Write(folder.AssemblyFile(member.Name), AssemblyOf(member, version));
        if (member.Instance is null)
        {
            await target.InjectAsync(member, Injection.Start, cancellationToken);
            await EndedAsync(member, cancellationToken);
            return;
        }

        await target.RestartAsync(member, whileStopped: null, cancellationToken);
        var runs = await MemberVersion.AskAsync(member, cancellationToken);
        if (runs != version)
        {
            throw new TargetException($"The upgrade did not take: {member.Name} says that it is {runs ?? "of no version"}, not {version}.");
        }
    }

    // What runs to completion is done when all is as it was.
    private async Task EndedAsync(Member member, CancellationToken cancellationToken)
    {
        if (await target.LackAfterAsync(MemberRestart.Patience, cancellationToken) is not null)
        {
            throw new TargetException($"{member.Name} of the newer build did not run to completion within {MemberRestart.Patience.TotalSeconds:0} s: see its log.");
        }
    }

    private string FolderOf(string version) => Path.Combine(folder.Builds, version);

    // api-2 is run from <folder>/bin/Api/<configuration>/Distribution.Api.dll, as the SDK lays its artifacts out.
    private string AssemblyOf(Member member, string version) =>
        ServiceArtifacts.FindProgram(FolderOf(version), member.Group) ?? throw new TargetException($"The build {version} has no program for {member.Name} in {FolderOf(version)}.");
}
