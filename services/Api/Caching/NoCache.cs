namespace Distribution.Api.Caching;

/// <summary>Stands in when no Valkey is configured.</summary>
internal sealed class NoCache : IHotCache
{
    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult<byte[]?>(null);

    public ValueTask SetAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask OfferAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask PublishAsync(string channel, string message, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public Task SubscribeAsync(string channel, Func<string?, Task> received, CancellationToken cancellationToken)
        => Task.Delay(Timeout.Infinite, cancellationToken);
}
