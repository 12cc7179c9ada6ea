namespace Distribution.Gateway.RateLimits;

/// <summary>
/// Counts in this replica's memory (GCRA: a client's place holds the time at which it will have used up nothing). Places whose time has passed are given up, so that only clients of the last second are held.
/// </summary>
internal sealed class LocalCounter(TimeProvider time) : IRateCounter
{
    private const string Others = "";

    private readonly Dictionary<string, long> _usedUntil = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public int Clients
    {
        get
        {
            lock (_lock)
            {
                return _usedUntil.Count;
            }
        }
    }

    private long Now => (long)(time.GetTimestamp() * (1_000_000.0 / time.TimestampFrequency));

    public ValueTask<TimeSpan> TakeAsync(Allowance first, Allowance second)
    {
        var now = Now;
        lock (_lock)
        {
            var (one, two) = (Place(first.Name, now), Place(second.Name, now));
            var (usedOne, usedTwo) = (Used(one, now) + first.Step, Used(two, now) + second.Step);
            var wait = Math.Max(usedOne - now - first.Burst, usedTwo - now - second.Burst);
            if (wait > 0)
            {
                return new(TimeSpan.FromMicroseconds(wait));
            }

            _usedUntil[one] = usedOne;
            _usedUntil[two] = usedTwo;
            return new(TimeSpan.Zero);
        }
    }

    private long Used(string name, long now) => Math.Max(now, _usedUntil.GetValueOrDefault(name));

    private string Place(string name, long now)
    {
        if (_usedUntil.ContainsKey(name) || _usedUntil.Count < RateLimitDefaults.MostClients)
        {
            return name;
        }

        foreach (var (client, until) in _usedUntil)
        {
            if (until <= now)
            {
                _usedUntil.Remove(client);
            }
        }

        return _usedUntil.Count < RateLimitDefaults.MostClients ? name : Others;
    }
}
