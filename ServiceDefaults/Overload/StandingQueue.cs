namespace Distribution.ServiceDefaults.Overload;

/// <summary>
/// Tells a burst from a queue that stands: in a burst somebody soon waits for next to nothing again, or nobody comes any more. While neither is so, more comes than can be done, and every request that is let in
/// makes all others later; then only those are let in that have not waited long themselves, and the queue gets as short as that.
/// <para>Each request measures it: it goes to the end of the thread pool's queue and sees how long its turn takes, which is long when the processors do not keep up, whoever has taken them.</para>
/// </summary>
internal sealed class StandingQueue(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _last;
    private long? _standsSince;
    private int _inWork;

    /// <summary>Waits for one turn.</summary>
    /// <returns>To be disposed when the request is done.</returns>
    /// <exception cref="OverloadException">It was long, as everybody's lately: the request is not to be begun.</exception>
    public async Task<IDisposable> EnterAsync()
    {
        var arrived = time.GetTimestamp();
        await Task.Yield();
        return Admit(time.GetElapsedTime(arrived)) ?? throw new OverloadException();
    }

    /// <summary>Lets a request in that has waited for so long, until it is disposed; null when it is to be refused.</summary>
    public IDisposable? Admit(TimeSpan waited) => KeepsUp(waited) || Volatile.Read(ref _inWork) < CongestionDefaults.Few ? new Place(this) : null;

    private bool KeepsUp(TimeSpan waited)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var wasEmpty = time.GetElapsedTime(_last, now) > CongestionDefaults.Burst;
            _last = now;
            if (waited <= CongestionDefaults.Target)
            {
                _standsSince = null;
                return true;
            }

            _standsSince = wasEmpty ? now : _standsSince ?? now;
            return time.GetElapsedTime(_standsSince.Value, now) <= CongestionDefaults.Burst;
        }
    }

    private sealed class Place : IDisposable
    {
        private StandingQueue? _queue;

        public Place(StandingQueue queue)
        {
            _queue = queue;
            Interlocked.Increment(ref queue._inWork);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _queue, null) is { } queue)
            {
                Interlocked.Decrement(ref queue._inWork);
            }
        }
    }
}
