namespace Distribution.Outbox;

/// <summary>Spreads what many processes would else do at the same moment.</summary>
internal static class Jitter
{
    /// <summary>Half to one and a half times the duration.</summary>
    public static TimeSpan Widely(TimeSpan duration) => duration * (0.5 + Random.Shared.NextDouble());

    /// <summary>The duration ± 10 %.</summary>
    public static TimeSpan Around(TimeSpan duration) => duration * (0.9 + (Random.Shared.NextDouble() * 0.2));
}
