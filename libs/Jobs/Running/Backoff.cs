namespace Distribution.Jobs.Running;

/// <summary>How long a job waits after a failed attempt.</summary>
internal static class Backoff
{
    /// <summary>The delay doubled for each attempt after the first, up to the longest, and of that the half to all: so jobs that failed together do not return together.</summary>
    public static TimeSpan After(int attempt, JobRunnerOptions options, Random random)
    {
        var doubled = options.RetryDelay * Math.Pow(2, Math.Min(attempt - 1, 30));
        var longest = doubled < options.MaxRetryDelay ? doubled : options.MaxRetryDelay;
        return longest * (0.5 + (random.NextDouble() * 0.5));
    }
}
