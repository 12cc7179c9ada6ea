using System.Runtime.CompilerServices;
using Distribution.Valkey;

namespace Distribution.Api.Caching;

internal sealed partial class ValkeyCache(ValkeyClient valkey, TimeProvider time, ILogger<ValkeyCache> logger) : IHotCache
{
    private long _failedAt = long.MinValue;

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
        => IsResting ? null : await TryAsync(async patience => (await valkey.GetAsync(key, patience))?.ToArray(), cancellationToken);

    public async ValueTask SetAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellationToken)
        => await TryAsync(patience => valkey.SetAsync(key, value, timeToLive, cancellation: patience), cancellationToken);

    public async ValueTask OfferAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        if (!IsResting)
        {
            await TryAsync(patience => valkey.SetAsync(key, value, timeToLive, onlyIfAbsent: true, patience), cancellationToken);
        }
    }

    public async ValueTask PublishAsync(string channel, string message, CancellationToken cancellationToken)
        => await TryAsync(patience => valkey.PublishAsync(channel, message, patience), cancellationToken);

    public async Task SubscribeAsync(string channel, Func<string?, Task> received, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var message in valkey.SubscribeAsync(channel, cancellationToken))
                {
                    await received(message.IsGap ? null : message.Text);
                }
            }
            catch (ValkeyException failure)
            {
                LogUnsubscribed(channel, failure.Message);
                await Task.Delay(HotCacheDefaults.Rest, time, cancellationToken);
            }
        }
    }

    private bool IsResting => Volatile.Read(ref _failedAt) is var failed && failed != long.MinValue && time.GetElapsedTime(failed) < HotCacheDefaults.Rest;

    private async Task<T?> TryAsync<T>(
        Func<CancellationToken, Task<T>> command, CancellationToken cancellationToken, [CallerMemberName] string operation = "")
    {
        using var patience = new CancellationTokenSource(HotCacheDefaults.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await command(either.Token);
        }
        catch (Exception failure) when (failure is ValkeyException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            if (!IsResting)
            {
                LogGone(operation, failure.Message);
            }

            Volatile.Write(ref _failedAt, time.GetTimestamp());
            return default;
        }
    }

    [LoggerMessage(3101, LogLevel.Debug, "The cache is left alone for a moment after {Operation}: {Reason}")]
    private partial void LogGone(string operation, string reason);

    [LoggerMessage(3102, LogLevel.Warning, "The channel {Channel} cannot be listened to: {Reason}")]
    private partial void LogUnsubscribed(string channel, string reason);
}
