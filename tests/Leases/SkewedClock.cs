namespace Distribution.Leases.Tests;

/// <summary>A machine whose wall clock is wrong. Its monotonic clock, as everywhere, only measures.</summary>
internal sealed class SkewedClock(TimeSpan skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;
}
