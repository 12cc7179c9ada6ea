namespace Distribution.Hosting.Valkey;

/// <summary>What is asked of and told to the servers. Every call is bounded by the probe time-out.</summary>
internal interface IValkeyNodes
{
    /// <summary>What a server says of itself; null when it does not answer.</summary>
    Task<NodeReport?> ReportAsync(string member, CancellationToken cancellation);

    /// <summary>Makes a running server replicate from another.</summary>
    Task FollowAsync(string member, string upstream, CancellationToken cancellation);

    /// <summary>Makes a running replica follow nobody, with all its data.</summary>
    Task LeadAsync(string member, CancellationToken cancellation);

    /// <summary>Holds back all writes of clients, at most for so long.</summary>
    Task PauseWritesAsync(string member, TimeSpan atMost, CancellationToken cancellation);

    /// <summary>Lets writes through again.</summary>
    Task ResumeWritesAsync(string member, CancellationToken cancellation);
}
