using Microsoft.Extensions.Logging;

namespace Distribution.Leases.Holding;

/// <summary>
/// Held → Lost when its end passes on the local clock or a renewal is refused; Held → Released when disposed. Both are final.
/// The timer that ends it does not depend on the loop that renews it, which may hang.
/// </summary>
internal sealed class HeldLease : ILease
{
    private readonly ILeaseStore _store;
    private readonly string _holder;
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _end;
    private readonly Task _renewing;
    private long _renewedAt;
    private int _over;

    public HeldLease(ILeaseStore store, Term term, string holder, long askedAt, LeaseOptions options, TimeProvider time, ILogger logger)
    {
        Term = term;
        _store = store;
        _holder = holder;
        _options = options;
        _time = time;
        _logger = logger;
        _renewedAt = askedAt;
        _end = time.CreateTimer(_ => Lose("it could not be renewed in time"), null, Left, Timeout.InfiniteTimeSpan);
        _renewing = Task.Run(RenewAsync, CancellationToken.None);
    }

    public Term Term { get; }

    public CancellationToken LeaseLost => _lost.Token;

    public bool IsHeld => Volatile.Read(ref _over) == 0 && Left > TimeSpan.Zero;

    /// <summary>Until it counts as lost; never negative, so that it serves as a timer's due time.</summary>
    private TimeSpan Left
    {
        get
        {
            var left = _options.Ttl - _options.SafetyMargin - _time.GetElapsedTime(Volatile.Read(ref _renewedAt));
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _end.DisposeAsync();
        await _renewing;
        if (Interlocked.Exchange(ref _over, 1) == 0)
        {
            await ReleaseAsync();
        }
    }

    private async Task RenewAsync()
    {
        var pause = Jitter.Around(_options.RenewEvery);
        while (Volatile.Read(ref _over) == 0)
        {
            try
            {
                await Task.Delay(pause, _time, _stop.Token);
                pause = await RenewOnceAsync() ? Jitter.Around(_options.RenewEvery) : LeaseDefaults.RetryAfter;
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                // However its last call ended, the lease is given up.
                return;
            }
        }
    }

    private async Task<bool> RenewOnceAsync()
    {
        var asked = _time.GetTimestamp();
        try
        {
            if (!await _store.RenewAsync(Term, _holder, _options.Ttl, _stop.Token).WaitAsync(_options.CallTimeout, _time, _stop.Token))
            {
                Lose("its time was over or it was given away");
                return false;
            }
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            LeaseLog.RenewalFailed(_logger, Term, failure.Message);
            return false;
        }

        // A process that was frozen finds its renewal done and the end long passed: what it meanwhile lost stays lost.
        if (!IsHeld)
        {
            Lose("the renewal came too late");
            return false;
        }

        Volatile.Write(ref _renewedAt, asked);
        _end.Change(Left, Timeout.InfiniteTimeSpan);
        return true;
    }

    private void Lose(string reason)
    {
        if (Interlocked.Exchange(ref _over, 1) == 0)
        {
            LeaseLog.Lost(_logger, Term, reason);
            _ = _lost.CancelAsync();
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await _store.ReleaseAsync(Term, _holder, CancellationToken.None).WaitAsync(_options.CallTimeout, _time, CancellationToken.None);
            LeaseLog.Released(_logger, Term);
        }
        catch (Exception failure)
        {
            LeaseLog.NotReleased(_logger, Term, failure.Message);
        }
    }
}
