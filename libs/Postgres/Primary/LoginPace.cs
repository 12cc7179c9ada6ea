namespace Distribution.Postgres.Primary;

/// <summary>
/// Lets callers have the connections that there are, and now and then one of them log in for one more.
/// </summary>
/// <remarks>
/// <para>
/// A promoted server begins without a connection, and every caller of every process wants one at that moment. A login costs the server a process, the reading of its catalogues and the check of a password: 50 ms of
/// a processor together, measured where a page fault costs 14 µs. Sixty at once take longer than anybody waits, are all given up, and begin anew: on two cores such a server answered nobody for a minute. One
/// connection serves a hundred calls a second, so one more is not urgent: it is made while no other is (as HikariCP does), and after a pause that is the longer, the more the server has to do.
/// </para>
/// <para>
/// Those who wait go in their order, until one of them has waited for a second: then the newest goes first. What came together while there was no primary is served within that second, the oldest in time. When it is not, there
/// are too few connections for all, and in their order everybody would wait for as long as they can, and then go without (adaptive LIFO; Maurer, "Fail at Scale", 2015). They also wait while there are as many calls as
/// <see cref="CallLimit"/> allows.
/// </para>
/// </remarks>
internal sealed class LoginPace(int maxConnections, TimeProvider time)
{
    /// <summary>A login is followed by a pause of three times what it took: a process is at it for a quarter of its time at most.</summary>
    private const int PauseFactor = 3;

    /// <summary>1 s: half of the time that a call has in a service.</summary>
    private static readonly TimeSpan InOrder = TimeSpan.FromSeconds(1);

    /// <summary>1 s: the longest pause.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly LinkedList<Turn> _waiting = new();
    private readonly CallLimit _limit = new(maxConnections);

    /// <summary>2: with fewer, one that is held for long leaves none to others.</summary>
    private const int FewConnections = 2;

    // As many as there are connections, and one for the login that may be under way, less those that are taken.
    private int _permits = 1;
    private int _calls;
    private int _connections;
    private bool _isPutOff;

    /// <summary>Waits for a permit, which the caller holds for as long as the connection that it then opens.</summary>
    public Task TakeAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (TryTake())
            {
                return Task.CompletedTask;
            }

            return WaitAsync(_waiting.AddLast(new Turn(time.GetTimestamp())), cancellationToken);
        }
    }

    /// <summary>Takes notice of a login that succeeded: there is one connection more, and after a pause there may be another.</summary>
    public void NoteLogin(TimeSpan took)
    {
        lock (_gate)
        {
            _connections++;
        }

        _ = PermitAfterAsync(took * PauseFactor);
    }

    /// <summary>Takes notice of a login that failed: after a pause there may be another. One that was refused at once is tried again at once, and one that the server was too busy for is not.</summary>
    public void NoteFailure(TimeSpan took)
    {
        EndCall();
        _ = PermitAfterAsync(took * PauseFactor);
    }

    /// <summary>Puts the next login off for the longest pause, once: there are connections for now, and a server that was just promoted has the clients of all processes at its door. Does nothing while there are few.</summary>
    public void PutOff()
    {
        lock (_gate)
        {
            if (_isPutOff || _permits == 0 || _connections < FewConnections)
            {
                return;
            }

            _isPutOff = true;
            _permits--;
        }

        _ = PermitAfterAsync(LongestPause);
    }

    /// <summary>The connection is kept by somebody who works on it now and then only: it counts no more among the calls that the server is busy with.</summary>
    public void NoteKept() => EndCall();

    /// <summary>Gives the permit back, unless the connection is gone, and its permit with it.</summary>
    /// <param name="isGone">Whether the connection is.</param>
    /// <param name="wasGivenUp">Whether nobody waited for the call any more; null when the connection was kept.</param>
    public void Return(bool isGone, bool? wasGivenUp)
    {
        lock (_gate)
        {
            if (wasGivenUp is { } late)
            {
                _calls--;
                _limit.Note(late);
            }

            if (isGone && _connections > 0)
            {
                _connections--;
            }
            else
            {
                _permits++;
            }

            Admit();
        }
    }

    private async Task WaitAsync(LinkedListNode<Turn> turn, CancellationToken cancellationToken)
    {
        await using var giveUp = cancellationToken.UnsafeRegister(_ => GiveUp(turn, cancellationToken), null);
        await turn.Value.Came.Task;
    }

    private void GiveUp(LinkedListNode<Turn> turn, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (turn.Value.Came.TrySetCanceled(cancellationToken))
            {
                _waiting.Remove(turn);
            }
        }
    }

    private async Task PermitAfterAsync(TimeSpan pause)
    {
        await Task.Delay(pause < LongestPause ? pause : LongestPause, time);
        lock (_gate)
        {
            _permits++;
            Admit();
        }
    }

    private void EndCall()
    {
        lock (_gate)
        {
            _calls--;
            Admit();
        }
    }

    private bool TryTake()
    {
        if (_permits == 0 || _calls >= _limit.Calls)
        {
            return false;
        }

        _permits--;
        _calls++;
        return true;
    }

    private void Admit()
    {
        while (_waiting is { First: { } oldest, Last: { } newest } && TryTake())
        {
            var next = time.GetElapsedTime(oldest.Value.Since) < InOrder ? oldest : newest;
            _waiting.Remove(next);
            next.Value.Came.SetResult();
        }
    }

    private sealed record Turn(long Since)
    {
        public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
