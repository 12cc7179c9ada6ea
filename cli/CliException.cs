namespace Distribution.Cli;

/// <summary>Ends a verb with one line on standard error: what failed, on which object, and what would do.</summary>
internal sealed class CliException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
