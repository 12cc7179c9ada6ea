namespace Distribution.Worker.Measures;

/// <summary>The body of <c>GET /internal/queue</c>.</summary>
/// <param name="Depth">Jobs that are due and wait.</param>
/// <param name="OldestSeconds">How long the one that waits longest has been due.</param>
/// <param name="Dead">Dead ones.</param>
/// <param name="RunningByWorker">Running ones by worker.</param>
internal sealed record QueueReport(long Depth, double OldestSeconds, long Dead, IReadOnlyDictionary<string, long> RunningByWorker);
