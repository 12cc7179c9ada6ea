namespace Distribution.Benchmarks.Failover;

/// <summary>A highly available store of a client's writes, started for one measurement.</summary>
internal interface IContender : IAsyncDisposable
{
    /// <summary>Starts it, and waits until it is redundant.</summary>
    Task StartAsync();

    /// <summary>A client that writes the way that the store's users do.</summary>
    Task<IWriter> ConnectAsync();

    /// <summary>Ends the primary with SIGKILL.</summary>
    Task BreakAsync();
}
