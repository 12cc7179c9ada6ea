namespace Distribution.Postgres.Retry;

/// <summary>Spreads waits, so that many callers that failed at once do not come back at once.</summary>
internal static class Jitter
{
    /// <summary>Half to one and a half times the duration.</summary>
    public static TimeSpan Around(TimeSpan duration) => duration * (0.5 + Random.Shared.NextDouble());
}
