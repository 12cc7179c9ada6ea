namespace Distribution.Valkey;

/// <summary>Pauses that double from the first to the longest, each taken at random from its upper half, so that many clients do not come back in step.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _doublings;

    public void Reset() => _doublings = 0;

    public TimeSpan Next()
    {
        var pause = first * (1L << _doublings);
        if (pause < longest)
        {
            _doublings++;
        }

        return (pause < longest ? pause : longest) * (0.5 + (random.NextDouble() / 2));
    }
}
