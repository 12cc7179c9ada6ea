namespace Distribution.ServiceDefaults.Telemetry;

/// <summary>How many traces a process may begin: so many a second, and a burst of twice as many, one at least, after a quiet time.</summary>
internal sealed class TraceRate(double perSecond, TimeProvider time)
{
    private readonly double _burst = Math.Max(1, perSecond * 2);
    private readonly Lock _lock = new();
    private double _left = Math.Max(1, perSecond * 2);
    private long _last = time.GetTimestamp();

    /// <summary>Takes one, if there is one.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(_burst, _left + time.GetElapsedTime(_last, now).TotalSeconds * perSecond);
            _last = now;
            if (_left < 1)
            {
                return false;
            }

            _left--;
            return true;
        }
    }
}
