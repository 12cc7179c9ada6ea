namespace Distribution.Valkey;

/// <summary>One server without Sentinels.</summary>
internal sealed class FixedLocator(ValkeyEndpoint endpoint) : IPrimaryLocator
{
    public ChangeSignal Changed { get; } = new();

    public Task<ValkeyEndpoint> FindAsync(CancellationToken cancellation) => Task.FromResult(endpoint);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
