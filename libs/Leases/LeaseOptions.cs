namespace Distribution.Leases;

/// <summary>The times of the leases of one provider.</summary>
public sealed record LeaseOptions
{
    /// <summary>How long a grant or a renewal is good for, by the database's clock. Default <see cref="LeaseDefaults.Ttl"/>.</summary>
    public TimeSpan Ttl { get; init; } = LeaseDefaults.Ttl;

    /// <summary>The pause between renewals, with 10 % of jitter. Default <see cref="LeaseDefaults.RenewEvery"/>.</summary>
    public TimeSpan RenewEvery { get; init; } = LeaseDefaults.RenewEvery;

    /// <summary>How much before its end, by the local monotonic clock, a lease that could not be renewed counts as lost. Default <see cref="LeaseDefaults.SafetyMargin"/>.</summary>
    public TimeSpan SafetyMargin { get; init; } = LeaseDefaults.SafetyMargin;

    /// <summary>The longest pause between two looks of one who waits, with 10 % of jitter. Default <see cref="LeaseDefaults.PollEvery"/>.</summary>
    public TimeSpan PollEvery { get; init; } = LeaseDefaults.PollEvery;

    /// <summary>The longest that one question to the store may take before it is asked again. Default <see cref="LeaseDefaults.CallTimeout"/>.</summary>
    public TimeSpan CallTimeout { get; init; } = LeaseDefaults.CallTimeout;

    internal void Validate()
    {
        if (RenewEvery <= TimeSpan.Zero || CallTimeout <= TimeSpan.Zero || PollEvery <= TimeSpan.Zero || SafetyMargin < TimeSpan.Zero || RenewEvery + SafetyMargin >= Ttl)
        {
            throw new ArgumentException($"A lease that is renewed each {RenewEvery} and given up {SafetyMargin} early cannot live {Ttl}: the ttl must be longer than both together, and none may be negative.");
        }
    }
}
