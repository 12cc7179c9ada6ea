using Microsoft.Extensions.Logging;

namespace Distribution.Jobs.Running;

/// <summary>
/// One life of a worker in the database. Live → Over when its ttl, less a margin, has passed on the local monotonic clock since the question that last renewed it, or when the database
/// says so. Final: the worker then goes on under a new id. The timer that ends it does not depend on the loop that renews it, which may hang.
/// </summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    private readonly TimeSpan _lasts;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _over = new();
    private readonly ITimer _end;
    private long _renewedAt;
    private int _ended;

    public WorkerSession(TimeSpan ttl, TimeProvider time, ILogger logger)
    {
        _lasts = ttl - JobDefaults.SafetyMargin;
        _time = time;
        _logger = logger;
        _renewedAt = time.GetTimestamp();
        _end = time.CreateTimer(_ => End("it could not be renewed in time"), null, _lasts, Timeout.InfiniteTimeSpan);
    }

    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>Fires before the database would give the jobs to another worker.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Right also in a process that just woke up, where the timer has yet to fire.</summary>
    public bool IsLive => Volatile.Read(ref _ended) == 0 && Left > TimeSpan.Zero;

    private TimeSpan Left => _lasts - _time.GetElapsedTime(Volatile.Read(ref _renewedAt));

    /// <summary>Takes note of a renewal. One that came too late changes nothing.</summary>
    /// <param name="askedAt">When it was asked for.</param>
    public void Renew(long askedAt)
    {
        if (!IsLive)
        {
            End("the renewal came too late");
            return;
        }

        Volatile.Write(ref _renewedAt, askedAt);
        _end.Change(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    public void End(string reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            JobLog.WorkerOver(_logger, Id, reason);
            _ = _over.CancelAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _ended, 1);
        await _end.DisposeAsync();
    }
}
