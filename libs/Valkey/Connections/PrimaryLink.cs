using Microsoft.Extensions.Logging;

namespace Distribution.Valkey;

/// <summary>
/// Keeps one connection to whoever is the primary. It is unconnected, and every caller fails at once, from the moment the connection ends until another
/// one has passed its ROLE check. When the Sentinels name another primary it changes over to that while the old connection still works, and who waits
/// there for an answer goes on waiting, for no longer than a command may take: in a planned switchover the old primary still has to refuse what it held
/// back. An attempt to connect is given up in favour of a new address at once, so that a frozen old primary costs no time-out.
/// </summary>
internal sealed class PrimaryLink : IAsyncDisposable
{
    private readonly ValkeyOptions _options;
    private readonly ValkeyConnectionSettings _settings;
    private readonly IPrimaryLocator _locator;
    private readonly Func<ValkeyConnection, CancellationToken, Task>? _prepare;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly CancellationTokenSource _stop = new();
    private readonly ChangeSignal _turn = new();
    private readonly ChangeSignal _leaving = new();
    private readonly Task _running;
    private Task _lingering = Task.CompletedTask;
    private volatile ValkeyConnection? _current;
    private volatile ValkeyConnection? _left;
    private volatile string _why = "no attempt to connect has ended yet";

    public PrimaryLink(
        ValkeyOptions options, IPrimaryLocator locator, SubscriptionRegistry? subscriptions, ILogger log, TimeProvider time, Random random)
    {
        _options = options;
        _settings = options.ForServer with { OnPush = subscriptions is null ? null : subscriptions.OnPush };
        _locator = locator;
        _prepare = subscriptions is null ? null : subscriptions.AttachAsync;
        _log = log;
        _time = time;
        _backoff = new Backoff(ValkeyDefaults.ReconnectDelay, ValkeyDefaults.MaxReconnectDelay, random);
        _running = RunAsync(_stop.Token);
    }

    /// <summary>How many connections were made.</summary>
    public int Connections { get; private set; }

    public ValkeyConnection? Current => _current is { IsOpen: true } open && open != _left ? open : null;

    /// <summary>The connection there is. Only before the end of the very first attempt does it wait for one.</summary>
    public async ValueTask<ValkeyConnection> GetAsync(CancellationToken cancellation)
    {
        if (Current is { } open)
        {
            return open;
        }

        await _turn.After(0).WaitAsync(cancellation);
        return Current ?? throw new ValkeyUnavailableException($"There is no connection to the Valkey primary of '{Name}': {_why}", mayHaveBeenExecuted: false);
    }

    public async Task<ValkeyConnection> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var seen = _turn.Count;
            if (Current is { } open)
            {
                return open;
            }

            await _turn.After(seen).WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _lingering;
        if (_current is { } last)
        {
            await last.DisposeAsync();
        }

        _why = "the client is disposed of";
        _turn.Raise();
        _stop.Dispose();
    }

    private string Name => _options.Sentinels.Count > 0 ? _options.Service : _options.Endpoint.ToString()!;

    /// <summary>Takes no more commands to a connection whose server is no primary any more.</summary>
    public void Leave(ValkeyConnection connection)
    {
        if (_current == connection && _left != connection)
        {
            _left = connection;
            _leaving.Raise();
        }
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (seen, left) = (_locator.Changed.Count, _leaving.Count);
            if (await TryConnectAsync(stop) is not { } connection)
            {
                _turn.Raise();
                await Task.WhenAny(Task.Delay(_backoff.Next(), _time, stop), _locator.Changed.After(seen));
                continue;
            }

            var before = _current;
            _current = connection;
            Connections++;
            _backoff.Reset();
            _turn.Raise();
            ValkeyLog.Connected(_log, Name, connection.Server);
            _lingering = before is null ? _lingering : Task.WhenAll(_lingering, LingerAsync(before, stop));
            await HoldAsync(connection, seen, left, stop);
            _why = $"the one to {connection.Server} ended: {(connection.IsOpen ? "another server is the primary now" : (await connection.Ended).Message)}";
            ValkeyLog.Disconnected(_log, Name, connection.Server, _why);
        }
    }

    private async Task LingerAsync(ValkeyConnection old, CancellationToken stop)
    {
        var begun = _time.GetTimestamp();
        while (old is { IsOpen: true, Pending: > 0 } && !stop.IsCancellationRequested && _time.GetElapsedTime(begun) < _options.CommandTimeout)
        {
            await Task.Delay(ValkeyDefaults.ReconnectDelay, _time, CancellationToken.None);
        }

        await old.DisposeAsync();
    }

    private async Task<ValkeyConnection?> TryConnectAsync(CancellationToken stop)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ValkeyConnection? connection = null;
        try
        {
            var seen = _locator.Changed.Count;
            var server = await _locator.FindAsync(stop);
            var elsewhere = CancelWhenElsewhereAsync(server, seen, attempt);
            connection = await ValkeyConnection.ConnectAsync(server, _settings, _time, attempt.Token);
            await Handshake.DemandPrimaryAsync(connection, _options.Sentinels.Count == 0, attempt.Token);
            if (_prepare is not null)
            {
                await _prepare(connection, attempt.Token);
            }

            return connection;
        }
        catch (Exception e) when (e is ValkeyException or OperationCanceledException)
        {
            _why = e is OperationCanceledException ? "the attempt was given up for another address" : e.Message;
            ValkeyLog.AttemptFailed(_log, Name, _why);
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            return null;
        }
        finally
        {
            await attempt.CancelAsync();
        }
    }

    private async Task CancelWhenElsewhereAsync(ValkeyEndpoint server, int seen, CancellationTokenSource attempt)
    {
        try
        {
            await ElsewhereAsync(server, seen, attempt.Token);
            await attempt.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // the attempt is over
        }
    }

    /// <summary>Completes when the Sentinels name another primary than this server.</summary>
    private async Task ElsewhereAsync(ValkeyEndpoint server, int seen, CancellationToken cancellation)
    {
        while (true)
        {
            await _locator.Changed.After(seen).WaitAsync(cancellation);
            seen = _locator.Changed.Count;
            try
            {
                if (await _locator.FindAsync(cancellation) != server)
                {
                    return;
                }
            }
            catch (ValkeyUnavailableException)
            {
                // no Sentinel answers: what we have is the best there is
            }
        }
    }

    /// <summary>Returns when the connection has ended or should be left.</summary>
    private async Task HoldAsync(ValkeyConnection connection, int seen, int left, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(connection.Ended, ElsewhereAsync(connection.Server, seen, over.Token), _leaving.After(left));
        await over.CancelAsync();
    }
}
