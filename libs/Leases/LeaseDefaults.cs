namespace Distribution.Leases;

/// <summary>The times of a lease, each with its reason.</summary>
public static class LeaseDefaults
{
    /// <summary>1.5 s: whoever waits looks again the moment it ends, so that the successor of a killed holder acts within 2 s (measured: 1.1–1.5 s).</summary>
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(1.5);

    /// <summary>0.5 s: two renewals may fail before the lease is lost, and a failover of the database of 0.4–0.7 s costs one of them.</summary>
    public static readonly TimeSpan RenewEvery = Ttl / 3;

    /// <summary>0.2 s before the database would give the lease away the holder stops: clocks that measure the same second differ by far less.</summary>
    public static readonly TimeSpan SafetyMargin = TimeSpan.FromMilliseconds(200);

    /// <summary>0.5 s between two looks of one who waits, and less when the lease ends sooner: it only says how late a lease that is handed over is taken.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>1 s in which one who gave up by itself lets another contender be first: that one looks at least once.</summary>
    public static readonly TimeSpan ResignedFor = 2 * PollEvery;

    /// <summary>0.5 s for one question to the database; a later answer to a renewal would leave no time for another.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>0.1 s after a question that failed.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>0.25 s that a leader who is told to stop has before its lease is handed over; its term protects what it still does.</summary>
    public static readonly TimeSpan StepDownPatience = TimeSpan.FromMilliseconds(250);
}
