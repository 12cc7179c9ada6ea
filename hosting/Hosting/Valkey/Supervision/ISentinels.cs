namespace Distribution.Hosting.Valkey;

/// <summary>What is asked of and told to the Sentinels. Every call is bounded by the probe time-out.</summary>
internal interface ISentinels
{
    /// <summary>What they think.</summary>
    Task<SentinelsView> LookAsync(CancellationToken cancellation);

    /// <summary>
    /// Tells one of them to promote a replica now, and sees to it that the others, which may find the primary down meanwhile, do not elect another.
    /// </summary>
    /// <exception cref="InvalidOperationException">None would; says why.</exception>
    Task FailoverAsync(CancellationToken cancellation);
}
