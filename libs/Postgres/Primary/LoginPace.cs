namespace Distribution.Postgres.Primary;

/// <summary>
/// Lets callers have the connections that there are, and only a few at a time log in for one more.
/// </summary>
/// <remarks>
/// A promoted server begins without a connection, and every caller of every process wants one at that moment. A login costs the server a process, the reading of its catalogues and the check of a password, some
/// 20 ms of a processor together; sixty at once take longer than anybody waits, are all given up, and begin anew: on two cores such a server answered nobody for minutes.
/// </remarks>
internal sealed class LoginPace
{
    /// <summary>2: one that hangs does not keep the others from the server.</summary>
    internal const int AtOnce = 2;

    // As many as there are connections, and one for each login that may be under way.
    private readonly SemaphoreSlim _permits = new(AtOnce);
    private int _connections;

    /// <summary>Waits for a permit, which the caller holds for as long as the connection that it then opens.</summary>
    public Task TakeAsync(CancellationToken cancellationToken) => _permits.WaitAsync(cancellationToken);

    /// <summary>Takes notice of a login that succeeded: there is one connection more.</summary>
    public void NoteLogin()
    {
        Interlocked.Increment(ref _connections);
        _permits.Release();
    }

    /// <summary>Gives the permit back, unless the connection is gone, and its permit with it.</summary>
    public void Return(bool isGone)
    {
        if (!isGone || !TryForget())
        {
            _permits.Release();
        }
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
