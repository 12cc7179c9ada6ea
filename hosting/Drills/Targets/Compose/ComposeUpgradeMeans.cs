namespace Distribution.Drills.Targets.Compose;

/// <summary>What a rolling upgrade needs from outside.</summary>
/// <param name="Build">Builds the services under another version, in the layout of the SDK's artifacts.</param>
/// <param name="Folder">Where builds are kept.</param>
/// <param name="Docker">Runs the command line of docker with these arguments.</param>
/// <param name="Compose">Runs compose with these arguments and variables of its environment.</param>
/// <remarks>The programs return what they printed, and throw <see cref="TargetException"/> with their last words when they fail.</remarks>
public sealed record ComposeUpgradeMeans(
    Local.ServiceBuild Build,
    string Folder,
    Func<IReadOnlyList<string>, CancellationToken, Task> Docker,
    Func<IReadOnlyList<string>, IReadOnlyDictionary<string, string>, CancellationToken, Task> Compose);
