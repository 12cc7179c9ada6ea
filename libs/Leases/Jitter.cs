namespace Distribution.Leases;

/// <summary>Spreads what many processes would else do at the same moment.</summary>
internal static class Jitter
{
    /// <summary>The duration ± 10 %.</summary>
    public static TimeSpan Around(TimeSpan duration) => duration * (0.9 + (Random.Shared.NextDouble() * 0.2));
}
