namespace Distribution.Postgres.Primary;

/// <summary>
/// Lets callers have the connections that there are, and now and then one of them log in for one more.
/// </summary>
/// <remarks>
/// A promoted server begins without a connection, and every caller of every process wants one at that moment. A login costs the server a process, the reading of its catalogues and the check of a password: 50 ms of
/// a processor together, measured where a page fault costs 14 µs. Sixty at once take longer than anybody waits, are all given up, and begin anew: on two cores such a server answered nobody for a minute. One
/// connection serves a hundred calls a second, so one more is not urgent: it is made while no other is (as HikariCP does), and after a pause that is the longer, the more the server has to do.
/// </remarks>
internal sealed class LoginPace(TimeProvider time)
{
    /// <summary>A login is followed by a pause of three times what it took: a process is at it for a quarter of its time at most.</summary>
    private const int PauseFactor = 3;

    /// <summary>1 s: the longest pause.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // As many as there are connections, and one for the login that may be under way.
    private readonly SemaphoreSlim _permits = new(1);
    private int _connections;

    /// <summary>Waits for a permit, which the caller holds for as long as the connection that it then opens.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => _permits.WaitAsync(cancellationToken);

    /// <summary>Takes notice of a login that succeeded: there is one connection more, and after a pause there may be another.</summary>
    public void NoteLogin(TimeSpan took)
    {
        Interlocked.Increment(ref _connections);
        _ = PermitAfterAsync(took * PauseFactor);
    }

    /// <summary>Gives the permit back, unless the connection is gone, and its permit with it.</summary>
    public void Return(bool isGone)
    {
        if (!isGone || !TryForget())
        {
            _permits.Release();
        }
    }

    private async Task PermitAfterAsync(TimeSpan pause)
    {
        await Task.Delay(pause < LongestPause ? pause : LongestPause, time);
        _permits.Release();
    }

    private bool TryForget()
    {
        for (var known = Volatile.Read(ref _connections); known > 0; known = Volatile.Read(ref _connections))
        {
            if (Interlocked.CompareExchange(ref _connections, known - 1, known) == known)
            {
                return true;
            }
        }

        return false;
    }
}
