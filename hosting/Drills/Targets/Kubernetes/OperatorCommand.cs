namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>A command of the operator's, as it would be typed into a shell.</summary>
internal static class OperatorCommand
{
    private const string Shell = "/bin/sh";

    /// <summary>Runs it with arguments after its own, which the shell does not read as anything but text.</summary>
    /// <exception cref="TargetException">It failed, or did not end in time.</exception>
    public static Task RunAsync(string command, IReadOnlyList<string> arguments, string description, TimeSpan patience, CancellationToken cancellationToken) =>
        BoundedRun.RunAsync(Shell, ["-c", $"{command} \"$@\"", Shell, .. arguments], description, patience, cancellationToken);
}
