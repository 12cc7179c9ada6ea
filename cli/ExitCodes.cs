namespace Distribution.Cli;

/// <summary>What the command line's exit codes mean, the same for every verb.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int UnknownOrUsage = 2;
    public const int Interrupted = 130;
}
