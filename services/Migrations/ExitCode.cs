namespace Distribution.Migrations;

/// <summary>How a run ends, for whoever waits for it.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>A migration failed, contradicts what was applied before, or no primary was found in time.</summary>
    Failed = 1,

    /// <summary>A connection string is missing or cannot be read.</summary>
    BadUsage = 2,

    Interrupted = 130,
}
