namespace Distribution.Valkey;

/// <summary>
/// Who listens to what. The server is told of a channel when its first subscriber comes and its last one goes; a new connection is told of all of
/// them, and then every subscriber of a gap, because nobody knows what was published meanwhile.
/// </summary>
internal sealed class SubscriptionRegistry
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<Subscriber>> _channels = [];
    private ValkeyConnection? _connection;

    /// <summary>Starts to listen. The server's confirmation comes to the subscriber as a gap.</summary>
    public async Task AddAsync(Subscriber subscriber, CancellationToken cancellation)
    {
        Task<RespValue> subscribing;
        lock (_lock)
        {
            if (!_channels.TryGetValue(subscriber.Channel, out var others))
            {
                _channels[subscriber.Channel] = others = [];
            }

            others.Add(subscriber);
            if (_connection is null)
            {
                return;
            }

            subscribing = Send("SUBSCRIBE", subscriber.Channel, _connection);
        }

        try
        {
            await subscribing.WaitAsync(cancellation);
            subscriber.Gap();
        }
        catch (ValkeyUnavailableException)
        {
            // the next connection subscribes
        }
        catch
        {
            await RemoveAsync(subscriber);
            throw;
        }
    }

    public async Task RemoveAsync(Subscriber subscriber)
    {
        Task unsubscribing;
        lock (_lock)
        {
            subscriber.End();
            if (!_channels.TryGetValue(subscriber.Channel, out var others) || !others.Remove(subscriber) || others.Count > 0)
            {
                return;
            }

            _channels.Remove(subscriber.Channel);
            if (_connection is null)
            {
                return;
            }

            unsubscribing = Send("UNSUBSCRIBE", subscriber.Channel, _connection);
        }

        await unsubscribing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Subscribes a new connection to everything. A channel that the user may not listen to fails its subscribers, not the connection.</summary>
    public Task AttachAsync(ValkeyConnection connection, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _connection = connection; // whoever comes from here on subscribes by himself
            return Task.WhenAll(_channels.Keys.Select(c => ResumeAsync(c, Send("SUBSCRIBE", c, connection))).ToArray()).WaitAsync(cancellation);
        }
    }

    public void OnPush(RespValue push)
    {
        if (push.Items is [{ Text: "message" }, { Text: { } channel }, var payload])
        {
            foreach (var subscriber in Of(channel))
            {
                subscriber.Deliver(payload.Bytes);
            }
        }
    }

    private async Task ResumeAsync(string channel, Task<RespValue> subscribing)
    {
        try
        {
            await subscribing;
            foreach (var subscriber in Of(channel))
            {
                subscriber.Gap();
            }
        }
        catch (ValkeyServerException e)
        {
            foreach (var subscriber in Of(channel))
            {
                subscriber.End(e);
            }
        }
    }

    /// <summary>Called under the lock, so that the server hears of comings and goings in their order.</summary>
    private static Task<RespValue> Send(string command, string channel, ValkeyConnection connection) =>
        connection.ExecuteAsync(ValkeyCommand.Of(command, channel), CancellationToken.None);

    private Subscriber[] Of(string channel)
    {
        lock (_lock)
        {
            return _channels.TryGetValue(channel, out var subscribers) ? [.. subscribers] : [];
        }
    }
}
