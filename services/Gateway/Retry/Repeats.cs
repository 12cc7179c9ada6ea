namespace Distribution.Gateway.Retry;

/// <summary>
/// Bounds how much work repeating makes: a fifth of what clients ask for, and a few more where they ask for little. One replica's loss stays far below that; when all are slow, each repetition would make all slower,
/// until nothing is answered any more. The shape and the figures are those of Finagle's retry budgets: 20 %, at least ten a second, looked at over ten seconds.
/// </summary>
internal sealed class Repeats(TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _requests;
    private double _repeats;
    private long _counted = time.GetTimestamp();

    /// <summary>A client has sent a request.</summary>
    public void Count()
    {
        lock (_lock)
        {
            Forget();
            _requests++;
        }
    }

    /// <summary>Whether one more may be sent to another replica, which is counted then.</summary>
    public bool TryTake()
    {
        lock (_lock)
        {
            Forget();
            if (_repeats + 1 > (_requests * RetryDefaults.RepeatedPart) + (RetryDefaults.RepeatsPerSecond * RetryDefaults.RepeatsMemory.TotalSeconds))
            {
                return false;
            }

            _repeats++;
            return true;
        }
    }

    // Both fade, so that what is left of them is what came in about the time that is looked at.
    private void Forget()
    {
        var now = time.GetTimestamp();
        var left = Math.Exp(-(time.GetElapsedTime(_counted, now) / RetryDefaults.RepeatsMemory));
        (_requests, _repeats, _counted) = (_requests * left, _repeats * left, now);
    }
}
