namespace Distribution.Gateway.Retry;

/// <summary>The time one request may take over all its attempts, counted from its creation.</summary>
internal sealed class RetryBudget(RetryOptions options, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public bool IsSpent => Left < RetryDefaults.ShortestAttempt;

    private TimeSpan Left => options.Budget - RetryDefaults.Reserve - time.GetElapsedTime(_started);

    public Attempt Begin(HttpContext context, bool mayHoldAnswer)
    {
        var left = Left;
        return left < options.AttemptTimeout
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
