namespace Distribution.Identity.Logins;

/// <summary>
/// Bounds guessing by user name, whether there is such a user or not: <see cref="Burst"/> wrong passwords at once, then one each <see cref="Refill"/>. Names share a fixed number of places by a hash that nobody outside can
/// compute, so that the memory is fixed and no flood of names makes room for more guesses at one.
/// </summary>
internal sealed class GuessLimit(TimeProvider time)
{
    /// <summary>More than a person mistypes in a row.</summary>
    public const int Burst = 10;

    /// <summary>6 s: 14,400 guesses a day, against passwords of 192 random bits.</summary>
    public static readonly TimeSpan Refill = TimeSpan.FromSeconds(6);

    private const int Places = 8192;

    private readonly long[] _fullAgainAt = new long[Places];
    private readonly Lock _lock = new();

    private long Step => (long)(Refill.TotalSeconds * time.TimestampFrequency);

    /// <summary>Takes a guess, before it is looked at. Null when it may be made; else how long to wait.</summary>
    public TimeSpan? Take(string name)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            ref var full = ref Place(name);
            var begin = Math.Max(full, now);
            var wait = begin + Step - now - (Burst * Step);
            if (wait > 0)
            {
                return TimeSpan.FromSeconds(wait / (double)time.TimestampFrequency);
            }

            full = begin + Step;
            return null;
        }
    }

    /// <summary>Gives the guess back: it was right, or was never judged.</summary>
    public void Return(string name)
    {
        lock (_lock)
        {
            Place(name) -= Step;
        }
    }

    // .NET's hash of strings is keyed by a random number of the process.
    private ref long Place(string name) => ref _fullAgainAt[(uint)string.GetHashCode(name, StringComparison.Ordinal) % Places];
}
