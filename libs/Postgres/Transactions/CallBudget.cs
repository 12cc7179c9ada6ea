namespace Distribution.Postgres.Transactions;

/// <summary>The time that one call has, from its first wait to its last; the moment in which a cancelled attempt may still end is part of it.</summary>
internal sealed class CallBudget : IDisposable
{
    private readonly CancellationTokenSource _spent;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;

    public CallBudget(TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        Total = total;
        _caller = caller;
        _spent = new CancellationTokenSource(total - Shorter(PostgresDefaults.AbandonAfter, total / 4), time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_spent.Token, caller);
    }

    public TimeSpan Total { get; }

    /// <summary>Fires when the budget is spent or the caller has cancelled.</summary>
    public CancellationToken Token => _either.Token;

    public bool IsSpent => _spent.IsCancellationRequested;

    public void ThrowIfCallerCancelled() => _caller.ThrowIfCancellationRequested();

    public void Dispose()
    {
        _either.Dispose();
        _spent.Dispose();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
