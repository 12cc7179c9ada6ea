namespace Distribution.Postgres.Transactions;

/// <summary>
/// Two tokens that fire with others: one for who waits for a call, at once, and one for the call itself, on a thread of its own.
/// </summary>
/// <remarks>
/// Npgsql (10.0.0) cancels on the thread on which its token fires: it connects to the server, sends its request and waits for the end of that connection. To a server that is cut off or frozen that takes until the
/// connect time-out, and the end of a reign cancels all calls at once: on the pool's few threads a whole process stood still for two seconds. It also throws a NullReferenceException out of its token's callback when the
/// connection breaks at that moment, which on a timer's thread would end the process; here the call ends by its own exception or is left behind.
/// </remarks>
internal sealed class GuardedCancellation : IDisposable
{
    private readonly CancellationTokenSource _waiting = new();
    private readonly CancellationTokenSource _working = new();
    private readonly CancellationTokenRegistration[] _outer;
    private int _fired;

    public GuardedCancellation(params ReadOnlySpan<CancellationToken> outer)
    {
        _outer = new CancellationTokenRegistration[outer.Length];
        for (var i = 0; i < outer.Length; i++)
        {
            _outer[i] = outer[i].UnsafeRegister(static guarded => ((GuardedCancellation)guarded!).Fire(), this);
        }
    }

    /// <summary>For who waits; never for Npgsql, whose callbacks block and throw.</summary>
    public CancellationToken Waiting => _waiting.Token;

    /// <summary>For the call, and all that it calls.</summary>
    public CancellationToken Working => _working.Token;

    public void Dispose()
    {
        foreach (var registration in _outer)
        {
            // Waits for one that is firing.
            registration.Dispose();
        }

        _waiting.Dispose();
        if (_fired == 0)
        {
            _working.Dispose();
        }

        // Otherwise it is left to the garbage collector: its thread, and a call that was left behind, may hold it for seconds yet.
    }

    private void Fire()
    {
        if (Interlocked.Exchange(ref _fired, 1) == 0)
        {
            new Thread(Cancel) { IsBackground = true, Name = "Postgres cancel" }.UnsafeStart();
            _waiting.Cancel();
        }
    }

    private void Cancel()
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
