namespace Distribution.Drills.Targets.Compose;

/// <summary>Where a container came from, as compose notes it in its labels: enough to run compose on it again.</summary>
/// <param name="Name">The project.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Files">Its files, the overlays included.</param>
/// <param name="EnvironmentFiles">Its files of settings; empty where it had only <c>.env</c> or none.</param>
internal sealed record ComposeProject(string Name, string Folder, IReadOnlyList<string> Files, IReadOnlyList<string> EnvironmentFiles)
{
    /// <summary>The label of a container's service.</summary>
    public const string Service = "com.docker.compose.service";

    /// <summary>The label of one that was made for a single command.</summary>
    public const string OneOff = "com.docker.compose.oneoff";

    /// <summary>Reads the labels; null for a container that compose did not make.</summary>
    public static ComposeProject? Of(IReadOnlyDictionary<string, string> labels) =>
        labels.TryGetValue("com.docker.compose.project", out var name) && labels.TryGetValue("com.docker.compose.project.working_dir", out var folder)
            ? new(name, folder, Paths(labels, "com.docker.compose.project.config_files"), Paths(labels, "com.docker.compose.project.environment_file"))
            : null;

    /// <summary>The arguments of compose that mean this project.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        "--project-name", Name,
        "--project-directory", Folder,
        .. Files.SelectMany(file => new[] { "--file", file }),
        .. EnvironmentFiles.SelectMany(file => new[] { "--env-file", file }),
    ];

    private static string[] Paths(IReadOnlyDictionary<string, string> labels, string label) => labels.GetValueOrDefault(label)?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
