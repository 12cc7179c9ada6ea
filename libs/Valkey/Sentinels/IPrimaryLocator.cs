namespace Distribution.Valkey;

/// <summary>Knows where the primary should be.</summary>
internal interface IPrimaryLocator : IAsyncDisposable
{
    /// <summary>Raised whenever it may be worth asking again.</summary>
    ChangeSignal Changed { get; }

    /// <summary>Asks anew. Whether what is there really is a primary must be asked there.</summary>
    /// <exception cref="ValkeyUnavailableException">Nobody knows.</exception>
    Task<ValkeyEndpoint> FindAsync(CancellationToken cancellation);
}
