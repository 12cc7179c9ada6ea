namespace Distribution.Scheduler.Sweeps;

/// <summary>What became of one sweep.</summary>
internal enum SweepOutcome
{
    Done,

    /// <summary>No replica did it; the next tick tries again.</summary>
    Failed,

    /// <summary>A higher term has swept: whoever asked does not lead any more.</summary>
    StaleTerm,
}
