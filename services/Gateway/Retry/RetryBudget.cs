namespace Distribution.Gateway.Retry;

/// <summary>The time one request may take over all its attempts, counted from its creation.</summary>
internal sealed class RetryBudget(RetryOptions options, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public bool IsSpent => Left < RetryDefaults.ShortestAttempt;

    private TimeSpan Left => options.Budget - RetryDefaults.Reserve - time.GetElapsedTime(_started);

    /// <summary>Begins an attempt. Nobody is gained by giving up early on a replica that has no other beside it: it gets all the time there is.</summary>
    public Attempt Begin(HttpContext context, bool isOnlyReplica, bool mayHoldAnswer)
    {
        var left = Left;
        return isOnlyReplica || left < options.AttemptTimeout
            ? new Attempt(context, left > TimeSpan.Zero ? left : TimeSpan.Zero, isFullLength: false, mayHoldAnswer, time)
            : new Attempt(context, options.AttemptTimeout, isFullLength: true, mayHoldAnswer, time);
    }

    /// <summary>How long to wait after the given number of fruitless rounds: doubling, spread by chance so that waiting requests do not come back as one.</summary>
    public TimeSpan Pause(int rounds, Random random)
    {
        var pause = RetryDefaults.RoundPause * Math.Pow(2, Math.Min(rounds, RetryDefaults.LongestPauseDoublings)) * (0.5 + random.NextDouble());
        return pause < Left ? pause : TimeSpan.FromMilliseconds(Math.Max(0, Left.TotalMilliseconds));
    }
}
