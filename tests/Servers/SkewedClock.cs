namespace Distribution.Servers;

/// <summary>A machine whose wall clock is wrong. Its monotonic clock, as everywhere, only measures.</summary>
public sealed class SkewedClock(TimeSpan skew) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;
}
