namespace Distribution.Postgres.Transactions;

/// <summary>
/// Two tokens that fire with others: one for who waits for a call, at once, and one for the call itself, on a thread of its own.
/// </summary>
/// <remarks>
/// <para>
/// Npgsql (10.0.0) cancels on the thread on which its token fires: it connects to the server, sends its request and waits for the end of that connection. To a server that is cut off or frozen that takes until the
/// connect time-out, and the end of a reign cancels all calls at once: on the pool's few threads a whole process stood still for two seconds. It also throws a NullReferenceException out of its token's callback when the
/// connection breaks at that moment, which on a timer's thread would end the process; here the call ends by its own exception or is left behind.
/// </para>
/// <para>
/// What a cancellation connects to is a process that the server has to make, and when it is not there within half a second the connection of the call is closed and the next call logs in. A server that is late because it
/// has no processor got two more processes for each answer that was late, and served nobody any more. So a call whose budget is spent is left to the server's own limit of a statement, which costs nothing, and is
/// cancelled only when that has been of no use.
/// </para>
/// </remarks>
internal sealed class GuardedCancellation : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _waiting = new();
    private readonly CancellationTokenSource _working = new();
    private readonly CancellationTokenRegistration _givenUp;
    private readonly CancellationTokenRegistration _useless;
    private ITimer? _leaving;
    private bool _isLeft;
    private bool _isOver;

    /// <param name="giveUp">Nobody waits for the call any more.</param>
    /// <param name="leave">How long the call may go on then; zero to cancel it at once.</param>
    /// <param name="time">For that.</param>
    /// <param name="useless">The call can bring nothing any more: it is cancelled at once.</param>
    public GuardedCancellation(CancellationToken giveUp, TimeSpan leave = default, TimeProvider? time = null, CancellationToken useless = default)
    {
        _useless = useless.UnsafeRegister(_ => Cancel(), null);
        _givenUp = giveUp.UnsafeRegister(_ => GiveUp(leave, time ?? TimeProvider.System), null);
    }

    /// <summary>For who waits; never for Npgsql, whose callbacks block and throw.</summary>
    public CancellationToken Waiting => _waiting.Token;

    /// <summary>For the call, and all that it calls.</summary>
    public CancellationToken Working => _working.Token;

    /// <summary>Leaves the call behind, which may still be cancelled until it ends.</summary>
    public void LeaveBehind(Task call)
    {
        _isLeft = true;
        _ = call.ContinueWith(
            (ended, _) =>
            {
                _ = ended.Exception;
                Close();
            },
            null,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Nobody waits for the call any more; it has ended, unless it was left behind.</summary>
    public void Dispose()
    {
        // Waits for one that is firing.
        _givenUp.Dispose();
        if (!_isLeft)
        {
            Close();
        }
    }

    private void Close()
    {
        _useless.Dispose();
        lock (_gate)
        {
            _leaving?.Dispose();
            if (_isOver)
            {
                // Its thread may hold the sources for seconds yet: they are the garbage collector's.
                return;
            }

            _isOver = true;
        }

        _waiting.Dispose();
        _working.Dispose();
    }

    private void GiveUp(TimeSpan leave, TimeProvider time)
    {
        if (leave == TimeSpan.Zero)
        {
            Cancel();
            return;
        }

        lock (_gate)
        {
            _leaving = _isOver ? null : time.CreateTimer(_ => Cancel(), null, leave, Timeout.InfiniteTimeSpan);
        }

        _waiting.Cancel();
    }

    private void Cancel()
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        new Thread(CancelWorking) { IsBackground = true, Name = "Postgres cancel" }.UnsafeStart();
        _waiting.Cancel();
    }

    private void CancelWorking()
    {
        try
        {
            _working.Cancel();
        }
        catch (AggregateException)
        {
            // Of a connection that is broken anyway.
        }
    }
}
