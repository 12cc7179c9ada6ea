namespace Distribution.Benchmarks.Failover;

/// <summary>A client that writes numbers and reads which are there.</summary>
internal interface IWriter : IAsyncDisposable
{
    /// <summary>Writes a number; returns once it is acknowledged, and throws otherwise. Nothing is tried again.</summary>
    Task WriteAsync(int number);

    /// <summary>Those that are there.</summary>
    Task<IReadOnlySet<int>> ReadAsync();
}
