namespace Distribution.Postgres.Retry;

/// <summary>The pauses between the attempts of one call.</summary>
internal static class Backoff
{
    /// <summary>
    /// The pause after the given failed attempt (counted from 1). A lost primary costs no pause the first time: the search for the next one waits by itself.
    /// </summary>
    public static TimeSpan After(int attempt, Verdict verdict, TimeSpan first)
    {
        var step = verdict == Verdict.PrimaryLost ? attempt - 2 : attempt - 1;
        if (step < 0)
        {
            return TimeSpan.Zero;
        }

        var delay = first * Math.Pow(2, Math.Min(step, 16));
        return Jitter.Around(delay < PostgresDefaults.MaxRetryDelay ? delay : PostgresDefaults.MaxRetryDelay);
    }
}
