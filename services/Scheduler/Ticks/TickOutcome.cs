namespace Distribution.Scheduler.Ticks;

/// <summary>How a tick ended.</summary>
internal enum TickOutcome
{
    /// <summary>What it brings is enqueued.</summary>
    Done,

    /// <summary>The database did not answer: the next tick brings the same.</summary>
    Failed,

    /// <summary>Another leader is due.</summary>
    TermIsOver,
}
