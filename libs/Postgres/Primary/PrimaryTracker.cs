using Distribution.Postgres.Retry;
using Distribution.Postgres.Transactions;
using Microsoft.Extensions.Logging;

namespace Distribution.Postgres.Primary;

/// <summary>
/// Knows which member is the primary.
/// </summary>
/// <remarks>
/// <para>
/// Unknown → Known: a search asks all members at once and takes the first that is not in recovery. Of two, the one on the higher timeline is right: the highest
/// timeline seen is remembered, and no connection to an older primary of the same cluster is ever handed out, also not when a frozen one wakes up.
/// </para>
/// <para>
/// Known → Unknown: a connection to it broke or it said that it is no primary. Its pool is cleared. Nothing else is disturbed: the next search may find the same server.
/// </para>
/// <para>
/// Known → Known, another one: a call got no answer for a while (a frozen server refuses nothing), the other members were asked, and one of them was promoted since.
/// The old reign ends and with it what still runs on the old primary. So a frozen server costs each call the suspicion time once, not its time-out.
/// </para>
/// </remarks>
internal sealed class PrimaryTracker : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly string _database;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<HostPool> _hosts;
    private readonly CancellationTokenSource _disposed = new();
    private CurrentPrimary? _current;
    private CurrentPrimary? _last;
    private PrimarySearch? _search;
    private ServerIdentity? _newest;
    private bool _checking;
    private Task? _keepingSpares;

    public PrimaryTracker(string database, TimeProvider time, ILogger logger, Func<Func<ServerIdentity, bool>, IReadOnlyList<HostPool>> hosts)
    {
        _database = database;
        _time = time;
        _logger = logger;
        _hosts = hosts(Accept);
    }

    /// <summary>How many connections are kept to each member that is not the primary, and how often it is looked whether they are there.</summary>
    public (int Count, TimeSpan Interval) Spares { get; init; }

    public CurrentPrimary? Current
    {
        get
        {
            lock (_lock)
            {
                return _current;
            }
        }
    }

    /// <summary>How long callers have been waiting for a primary without a pause; zero while one is known, or nobody waits.</summary>
    public TimeSpan OutFor
    {
        get
        {
            lock (_lock)
            {
                return _search?.Age ?? TimeSpan.Zero;
            }
        }
    }

    /// <summary>What each member answered last, for messages.</summary>
    public string Answers => string.Join("; ", _hosts.Select(host => $"{host.Address}: {host.LastAnswer}"));

    /// <summary>Gives the primary, waiting for one as long as the token allows.</summary>
    public async ValueTask<CurrentPrimary> FindAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var search = Join(out var current);
            if (current is not null)
            {
                return current;
            }

            try
            {
                return await search!.Found.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // The search ended between the last one who waited for it and us.
            }
            finally
            {
                Leave(search!);
            }
        }
    }

    /// <summary>A connection to it broke, or it is not the primary any more.</summary>
    public void ReportLost(CurrentPrimary primary, string reason)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_current, primary))
            {
                return;
            }

            _current = null;
            primary.Host.LastAnswer = reason;
        }

        primary.Host.Clear();
        PostgresLog.PrimaryLost(_logger, _database, primary.Host.Address.ToString(), reason);
    }

    /// <summary>Watches a call on this primary; without an end in good time the other members are asked.</summary>
    public Watch Watch(CurrentPrimary primary) => new(_time, primary, () => _ = AskOthersAsync(primary));

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync();
        await (_keepingSpares ?? Task.CompletedTask);
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    private PrimarySearch? Join(out CurrentPrimary? current)
    {
        lock (_lock)
        {
            current = _current;
            if (current is not null)
            {
                return null;
            }

            if (_search is null)
            {
                var search = _search = new PrimarySearch(_hosts, _time);
                search.Start(_newest is not null, host => ChooseFor(search, host));
            }

            _search.Waiting++;
            return _search;
        }
    }

    private void Leave(PrimarySearch search)
    {
        lock (_lock)
        {
            if (--search.Waiting == 0)
            {
                search.Abandon();
                _search = ReferenceEquals(_search, search) ? null : _search;
            }
        }
    }

    private bool Accept(ServerIdentity identity)
    {
        lock (_lock)
        {
            if (_newest is { } newest && identity.IsOlderThan(newest))
            {
                return false;
            }

            _newest = identity;
            return true;
        }
    }

    /// <summary>A member that was too slow to be heard may be a newer primary: it is asked once more, while the chosen one is used.</summary>
    private CurrentPrimary? ChooseFor(PrimarySearch search, HostPool host)
    {
        var chosen = Choose(host);
        if (chosen is not null && !search.AllHeard)
        {
            _ = AskOthersAsync(chosen);
        }

        return chosen;
    }

    private CurrentPrimary? Choose(HostPool host)
    {
        CurrentPrimary chosen;
        CurrentPrimary? replaced;
        lock (_lock)
        {
            if (_newest is not null && host.Identity.IsOlderThan(_newest))
            {
                return null;
            }

            _search = null;
            var same = _last is not null && ReferenceEquals(_last.Host, host) && _last.Identity == host.Identity;
            chosen = new CurrentPrimary(host, host.Identity, same ? _last!.Reign : new Reign());
            replaced = same ? null : _last;
            _current = _last = chosen;
            host.LastAnswer = "is the primary";
            _keepingSpares ??= Spares.Count > 0 && _hosts.Count > 1 ? StartKeepingSpares() : Task.CompletedTask;
        }

        if (replaced is not null)
        {
            replaced.Reign.End();
            replaced.Host.Clear();
        }

        PostgresLog.PrimaryFound(_logger, _database, host.Address.ToString(), host.Identity.Timeline);
        return chosen;
    }

    // Not as a part of the call that found the first primary, whose trace it would go on with for ever.
    private Task StartKeepingSpares()
    {
        using var apart = ExecutionContext.SuppressFlow();
        return Task.Run(KeepSparesAsync, CancellationToken.None);
    }

    /// <summary>From the first primary on. A member that is out has none until it is back, and whoever is the primary needs none.</summary>
    private async Task KeepSparesAsync()
    {
        var token = _disposed.Token;
        while (!token.IsCancellationRequested)
        {
            await Task.Delay(Jitter.Around(Spares.Interval), _time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Current is { } primary)
            {
                await Task.WhenAll(_hosts.Where(host => !ReferenceEquals(host, primary.Host)).Select(host => host.KeepSparesAsync(Spares.Count, token))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task AskOthersAsync(CurrentPrimary primary)
    {
        lock (_lock)
        {
            if (_checking || !ReferenceEquals(_current, primary))
            {
                return;
            }

            _checking = true;
        }

        try
        {
            await Task.WhenAll(_hosts.Where(host => !ReferenceEquals(host, primary.Host)).Select(host => AskAsync(primary, host)));
        }
        finally
        {
            lock (_lock)
            {
                _checking = false;
            }
        }
    }

    private async Task AskAsync(CurrentPrimary primary, HostPool host)
    {
        using var timer = new CancellationTokenSource(PostgresDefaults.ConnectTimeout, _time);
        using var limit = new GuardedCancellation(timer.Token);
        try
        {
            if (await host.FindsPrimaryAsync(limit.Working) && primary.Identity.IsOlderThan(host.Identity))
            {
                PostgresLog.PrimaryLost(_logger, _database, primary.Host.Address.ToString(), "it does not answer, and another member was promoted");
                Choose(host);
            }
        }
        catch (OperationCanceledException)
        {
            host.LastAnswer = "did not answer";
        }
    }
}
