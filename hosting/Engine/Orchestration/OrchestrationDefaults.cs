namespace Distribution.Engine.Orchestration;

/// <summary>The times of the orchestration.</summary>
internal static class OrchestrationDefaults
{
    /// <summary>The time between asking a process to end and killing it: a service drains within two seconds, and somebody waits for a stop.</summary>
    public static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(5);

    /// <summary>The same for a whole application: Ctrl-C promises a clean stop within 10 s, of which the last is for ending the orchestrator.</summary>
    public static readonly TimeSpan ApplicationStopDeadline = TimeSpan.FromSeconds(9);

    /// <summary>What a level of dependencies leaves for each of those below it, so that a slow service does not cost a database its clean stop.</summary>
    public static readonly TimeSpan StopTimeOfALevel = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the end of a killed process may take to be seen.</summary>
    public static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(5);

    /// <summary>How often output is looked for: whoever follows a log sees a line within a quarter of a second, and each look asks for the length of sixty files.</summary>
    public static readonly TimeSpan OutputInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long the exit code of a process that is known to be gone is waited for. It comes within some 10 ms; it never comes when a process of another family holds the dead one's output open.
    /// </summary>
    public static readonly TimeSpan ExitCodePatience = TimeSpan.FromSeconds(2);

    /// <summary>How often DCP is made to look again meanwhile.</summary>
    public static readonly TimeSpan ExitCodeInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>The exit code of a process that was ended by a signal, or whose own is not known: DCP's too.</summary>
    public const int NoExitCode = -1;

    /// <summary>The pause before a broken watch of DCP is made again.</summary>
    public static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the last lines may take to be written when the application stops.</summary>
    public static readonly TimeSpan LogPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>One resource's log file; together with the previous one it takes twice this.</summary>
    public const long LogFileBytes = 16 * 1024 * 1024;
}
