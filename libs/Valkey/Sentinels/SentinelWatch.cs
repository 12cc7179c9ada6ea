namespace Distribution.Valkey;

/// <summary>
/// Stays in touch with one Sentinel: a connection that is subscribed to <c>+switch-master</c>, and a question every poll interval, which also finds a
/// Sentinel that has frozen. A question that is asked while there is no connection makes one.
/// </summary>
internal sealed class SentinelWatch : IAsyncDisposable
{
    private const string SwitchChannel = "+switch-master";

    private readonly ValkeyEndpoint _sentinel;
    private readonly ValkeyOptions _options;
    private readonly TimeProvider _time;
    private readonly Action _switched;
    private readonly Action<SentinelAnswer> _answered;
    private readonly SemaphoreSlim _connecting = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _polling;
    private ValkeyConnection? _connection;

    public SentinelWatch(
        ValkeyEndpoint sentinel, ValkeyOptions options, TimeProvider time, Random random, Action<SentinelAnswer> answered, Action switched)
    {
        _sentinel = sentinel;
        _options = options;
        _time = time;
        _answered = answered;
        _switched = switched;
        _polling = PollAsync(new Backoff(options.SentinelPollInterval / 2, options.SentinelPollInterval, random));
    }

    /// <summary>Asks for the primary; null when this Sentinel does not watch such a service or does not answer.</summary>
    public async Task<SentinelAnswer?> AskAsync(CancellationToken cancellation)
    {
        try
        {
            var connection = await ConnectedAsync(cancellation);
            var details = connection.ExecuteAsync(ValkeyCommand.Of("SENTINEL", "MASTER", _options.Service), cancellation);
            var address = connection.ExecuteAsync(ValkeyCommand.Of("SENTINEL", "GET-MASTER-ADDR-BY-NAME", _options.Service), cancellation);
            var replies = await Task.WhenAll(details, address);
            var answer = SentinelAnswer.From(replies[0], replies[1]);
            if (answer is { } known)
            {
                _answered(known);
            }

            return answer;
        }
        catch (Exception e) when (e is ValkeyException or InvalidOperationException) // the latter: an answer of another shape
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _polling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_connection is { } connection)
        {
            await connection.DisposeAsync();
        }

        _stop.Dispose();
        _connecting.Dispose();
    }

    private async Task PollAsync(Backoff pause)
    {
        while (true)
        {
            await AskAsync(_stop.Token);
            await Task.Delay(pause.Next(), _time, _stop.Token);
        }
    }

    private async Task<ValkeyConnection> ConnectedAsync(CancellationToken cancellation)
    {
        if (_connection is { IsOpen: true } open)
        {
            return open;
        }

        await _connecting.WaitAsync(cancellation);
        try
        {
            if (_connection is not { IsOpen: true })
            {
                var fresh = await ValkeyConnection.ConnectAsync(_sentinel, _options.ForSentinel with { OnPush = OnPush }, _time, cancellation);
                await fresh.ExecuteAsync(ValkeyCommand.Of("SUBSCRIBE", SwitchChannel), cancellation);
                _connection = fresh;
            }

            return _connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>
    /// The message is <c>service old-host old-port new-host new-port</c>. It carries no term and may be an old one of a Sentinel that was frozen, so it
    /// only says that it is time to ask.
    /// </summary>
    private void OnPush(RespValue push)
    {
        if (push.Items is [{ Text: "message" }, _, { Text: { } text }] && text.StartsWith(_options.Service + ' ', StringComparison.Ordinal))
        {
            _switched();
        }
    }
}
