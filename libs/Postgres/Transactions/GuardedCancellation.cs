namespace Distribution.Postgres.Transactions;

/// <summary>A token that fires with another, and swallows what those who registered with it throw.</summary>
/// <remarks>
/// Npgsql 10.0.0 throws a NullReferenceException out of its token's callback when the connection breaks at that moment. A token that a timer cancels would throw it on the
/// timer's thread, which ends the process; here the failed attempt ends by its own exception or is left behind.
/// </remarks>
internal sealed class GuardedCancellation : IDisposable
{
    private readonly CancellationTokenSource _inner = new();
    private readonly CancellationTokenRegistration[] _outer;

    public GuardedCancellation(params ReadOnlySpan<CancellationToken> outer)
    {
        _outer = new CancellationTokenRegistration[outer.Length];
        for (var i = 0; i < outer.Length; i++)
        {
            _outer[i] = outer[i].UnsafeRegister(static source => Cancel((CancellationTokenSource)source!), _inner);
        }
    }

    public CancellationToken Token => _inner.Token;

    public void Dispose()
    {
        foreach (var registration in _outer)
        {
            registration.Dispose();
        }

        _inner.Dispose();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (AggregateException)
        {
            // Of a connection that is broken anyway.
        }
    }
}
