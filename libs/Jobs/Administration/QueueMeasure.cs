namespace Distribution.Jobs;

/// <summary>The queue at one moment.</summary>
/// <param name="Depth">Jobs that are due and wait, counted up to <see cref="JobDefaults.DepthCounted"/>.</param>
/// <param name="OldestSeconds">How long the one that waits longest has been due.</param>
/// <param name="Dead">Dead ones, counted as far.</param>
/// <param name="RunningByWorker">Running ones by the name of their worker; workers without any have 0.</param>
public sealed record QueueMeasure(long Depth, double OldestSeconds, long Dead, IReadOnlyDictionary<string, long> RunningByWorker);
