namespace Distribution.Drills.Histories;

/// <summary>One operation of a workload, from the moment it was begun to the moment its outcome was known.</summary>
/// <param name="Id">Counts the operations of a drill, from 1.</param>
/// <param name="Workload">The workload that did it.</param>
/// <param name="Action">What was done, in the workload's words: <c>write</c>, <c>read</c>, <c>cas</c>, <c>add</c>, <c>tick</c>.</param>
/// <param name="Key">What it was done to.</param>
/// <param name="Input">What was sent; null for none.</param>
/// <param name="Invoked">When it was begun, on the drill's monotonic clock.</param>
/// <param name="At">The same moment by the wall clock.</param>
public sealed record Operation(long Id, string Workload, string Action, string Key, string? Input, TimeSpan Invoked, DateTimeOffset At)
{
    /// <summary>When its outcome was known; null for one that was never heard of again.</summary>
    public TimeSpan? Completed { get; init; }

    /// <summary>What is known of it.</summary>
    public Outcome Outcome { get; init; }

    /// <summary>What was answered; null for nothing.</summary>
    public string? Output { get; init; }

    /// <summary>Why it did not succeed.</summary>
    public string? Error { get; init; }

    /// <summary>Who answered or acted, where that is known: a member, a holder of a lease.</summary>
    public string? Node { get; init; }

    /// <summary>Under which term, where the workload has one.</summary>
    public long? Term { get; init; }

    /// <summary>How long it took; null for one that was never heard of again.</summary>
    public TimeSpan? Took => Completed - Invoked;
}
