namespace Distribution.Gateway.RateLimits;

/// <summary>What somebody may have: so much a second, and one second's worth at once.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="PerSecond">How much.</param>
internal readonly record struct Allowance(string Name, double PerSecond)
{
    /// <summary>Microseconds that one request uses up.</summary>
    public long Step => (long)Math.Ceiling(1_000_000 / PerSecond);

    /// <summary>Microseconds that may be used up ahead: at least one request.</summary>
    public long Burst => Math.Max(Step, (long)RateLimitDefaults.Burst.TotalMicroseconds);
}
