using Distribution.Valkey;

namespace Distribution.Gateway.RateLimits;

/// <summary>
/// Counts in Valkey while it answers, and in this replica's memory while it does not; the memory counts along, so that nobody begins anew there. A request waits for Valkey no longer than
/// <see cref="RateLimitDefaults.Patience"/>. After <see cref="RateLimitDefaults.LateToLeave"/> in a row that waited in vain, or one that was refused, Valkey is let alone for
/// <see cref="RateLimitDefaults.Rest"/>, and then asked beside the requests until it answers in time. So a Valkey that is frozen costs a few requests these milliseconds, once.
/// </summary>
internal sealed class RateCounter(IRateCounter? shared, IRateCounter local, TimeProvider time, ILogger<RateCounter> logger) : IRateCounter
{
    private static readonly Allowance Probe = new("probe", 1_000_000);

    private readonly Lock _lock = new();
    private bool _gone;
    private long _askAgain;
    private int _late;

    /// <summary>Whether replicas count together now.</summary>
    public bool IsShared => shared is not null && !Volatile.Read(ref _gone);

    public async ValueTask<TimeSpan> TakeAsync(Allowance first, Allowance second)
    {
        var asking = IsShared ? AskAsync(first, second) : null;
        var here = await local.TakeAsync(first, second);
        if (asking is null)
        {
            AskWhenDue();
            return here;
        }

        return await asking ?? here;
    }

    private async Task<TimeSpan?> AskAsync(Allowance first, Allowance second)
    {
        var asking = shared!.TakeAsync(first, second).AsTask();
        try
        {
            var wait = await asking.WaitAsync(RateLimitDefaults.Patience, time);
            Volatile.Write(ref _late, 0);
            return wait;
        }
        catch (Exception failure) when (failure is TimeoutException or ValkeyException or InvalidOperationException)
        {
            _ = asking.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (failure is not TimeoutException)
            {
                Leave(failure.Message);
            }
            else if (!IsShared || Interlocked.Increment(ref _late) >= RateLimitDefaults.LateToLeave)
            {
                Leave($"no answer within {RateLimitDefaults.Patience.TotalMilliseconds:0} ms");
            }

            return null;
        }
    }

    private void Leave(string reason)
    {
        lock (_lock)
        {
            _askAgain = time.GetTimestamp() + (long)(RateLimitDefaults.Rest.TotalSeconds * time.TimestampFrequency);
            if (_gone)
            {
                return;
            }

            Volatile.Write(ref _gone, true);
        }

        RateLimitLog.CountedHere(logger, reason);
    }

    private void AskWhenDue()
    {
        if (shared is null || time.GetTimestamp() < Volatile.Read(ref _askAgain))
        {
            return;
        }

        lock (_lock)
        {
            if (time.GetTimestamp() < _askAgain)
            {
                return;
            }

            _askAgain = long.MaxValue;
        }

        _ = Task.Run(AskAgainAsync, CancellationToken.None);
    }

    private async Task AskAgainAsync()
    {
        if (await AskAsync(Probe, Probe) is not null)
        {
            Volatile.Write(ref _gone, false);
            RateLimitLog.CountedTogether(logger);
        }
    }
}
