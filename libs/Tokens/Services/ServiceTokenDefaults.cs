namespace Distribution.Tokens;

/// <summary>When a service renews its token.</summary>
internal static class ServiceTokenDefaults
{
    /// <summary>At half of its life: the other half is what an outage of Identity may take.</summary>
    public const double RenewAt = 0.5;

    /// <summary>0.5 s before the second attempt, doubled for each further one.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>5 s between attempts at most: short against the minutes that are left.</summary>
    public static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(5);

    /// <summary>1 s between replacements of refused tokens: a receiver that refuses everything must not become load on Identity.</summary>
    public static readonly TimeSpan ReplaceInterval = TimeSpan.FromSeconds(1);
}
