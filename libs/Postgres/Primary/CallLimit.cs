namespace Distribution.Postgres.Primary;

/// <summary>
/// How many calls one process may have at a server at a time: as many as there are connections, and fewer while calls are given up.
/// </summary>
/// <remarks>
/// A server that gets more than it can do is late with all of it, and what is late is of use to nobody: the callers have gone, and it works for them only. Sixteen processes that asked for 64 statements a second, of a
/// server that could do 45, got none. With fewer at a time each of them is answered in time, and who has to wait does it where a wait costs nothing. Halved by a call that was given up and made one larger by as many
/// in time as there may be: TCP's rule (additive increase, multiplicative decrease; Chiu and Jain, 1989), which is also that of Netflix's concurrency-limits.
/// </remarks>
internal sealed class CallLimit(int max)
{
    /// <summary>2: with fewer, one that waits for a lock leaves none to others.</summary>
    private const int Least = 2;

    private double _calls = max;

    public int Calls => (int)_calls;

    /// <summary>Takes notice of a call that ended.</summary>
    /// <param name="wasGivenUp">Whether nobody waited for it any more.</param>
    public void Note(bool wasGivenUp) =>
        _calls = wasGivenUp ? Math.Max(Least, _calls / 2) : Math.Min(Math.Max(Least, max), _calls + (1 / _calls));
}
