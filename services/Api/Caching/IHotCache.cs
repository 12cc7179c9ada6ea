namespace Distribution.Api.Caching;

/// <summary>
/// What replicas share for speed. It may forget anything and be gone at any time: no method throws for that, and none waits longer than
/// <see cref="HotCacheDefaults.Patience"/>.
/// </summary>
internal interface IHotCache
{
    /// <summary>Null when it is not there, and when the cache is gone.</summary>
    ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken);

    ValueTask SetAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellationToken);

    /// <summary>Sets it unless something is there.</summary>
    ValueTask OfferAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellationToken);

    ValueTask PublishAsync(string channel, string message, CancellationToken cancellationToken);

    /// <summary>
    /// Calls back for each message, and with null whenever messages may have been missed (the subscription began, also after an interruption).
    /// Ends only when cancelled.
    /// </summary>
    Task SubscribeAsync(string channel, Func<string?, Task> received, CancellationToken cancellationToken);
}
