namespace Distribution.Drills.Targets.Compose;

/// <summary>
/// Runs members from another image: the services are really built anew under another version, each image is the running one with that build in it under a new tag, and compose replaces one container after the other,
/// as <c>TAG=… docker compose up --no-deps SERVICE</c> does. Each member then says the new version of itself.
/// </summary>
internal sealed class ComposeUpgrade(ComposeUpgradeMeans? means, DockerEngine engine, IReadOnlyList<DockerContainer> first)
{
    /// <summary>The setting of the emitted files that has the tag of the services' images.</summary>
    private const string TagSetting = "TAG";

    /// <summary>Where the images have the program.</summary>
    private const string Program = "/app/";

    // Two that take turns: a topology may be drilled again, and each time something else has to run afterwards.
    private static readonly string[] Versions = ["1.0.1", "1.0.2"];

    private string? _version;

    public string? Lack => means is null ? "a newer build is made from the sources, which are not known here: drill with ./distribution from a clone." : null;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _version = Versions.First(version => first.All(container => Tag(container) != version));
        var folder = Path.Combine(means!.Folder, _version);
        await means.Build(_version, folder, cancellationToken);
        foreach (var container in first.Where(container => BuildOf(folder, container) is not null).DistinctBy(container => container.Image))
        {
            var context = BuildOf(folder, container)!;
            var recipe = Path.Combine(folder, $"{container.Unit.Group}.Dockerfile");
            await File.WriteAllTextAsync(recipe, $"FROM {container.Image}\nCOPY . {Program}\n", cancellationToken);
            await means.Docker(["--host", engine.Host, "build", "--quiet", "--tag", Newer(container), "--file", recipe, context], cancellationToken);
        }
    }

    public async Task UpgradeAsync(ITarget target, Member member, DockerContainer container, CancellationToken cancellationToken)
    {
        var version = _version ?? throw new TargetException($"Upgrade of {member.Name}: there is no newer image yet, it is made before.");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { [TagSetting] = version, ["DOCKER_HOST"] = engine.Host };
        if (container.IsJob)
        {
            await means!.Compose([.. container.Project.Arguments, "run", "--rm", "--no-deps", "-T", container.Service], settings, cancellationToken);
            return;
        }

        await means!.Compose([.. container.Project.Arguments, "up", "--detach", "--no-deps", "--wait", container.Service], settings, cancellationToken);
        await target.ServesAgainAsync(member, now => now.Instance != member.Instance, cancellationToken);
        var now = (await target.LookAsync(cancellationToken)).Find(member.Name);
        if (await MemberVersion.AskAsync(now!, cancellationToken) is var runs && runs != version)
        {
            throw new TargetException($"The upgrade did not take: {member.Name} says that it is {runs ?? "of no version"}, not {version}.");
        }
    }

    private string Newer(DockerContainer container) => $"{container.Image[..container.Image.LastIndexOf(':')]}:{_version}";

    private static string Tag(DockerContainer container) => container.Image[(container.Image.LastIndexOf(':') + 1)..];

    private static string? BuildOf(string folder, DockerContainer container) => ServiceArtifacts.FindProgram(folder, container.Unit.Group) is { } program ? Path.GetDirectoryName(program) : null;
}
