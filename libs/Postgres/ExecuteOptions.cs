using System.Data;

namespace Distribution.Postgres;

/// <summary>How one transaction is run.</summary>
public sealed record ExecuteOptions
{
    /// <summary>Read committed, not idempotent, within the data source's budget.</summary>
    public static ExecuteOptions Default { get; } = new();

    /// <summary>As <see cref="Default"/>, and may be applied twice without harm, so that an unknown commit is retried.</summary>
    public static ExecuteOptions IdempotentWrite { get; } = new() { Idempotent = true };

    /// <summary>The isolation level; read committed by default.</summary>
    public IsolationLevel IsolationLevel { get; init; } = IsolationLevel.ReadCommitted;

    /// <summary>
    /// Whether a second application changes nothing (<c>ON CONFLICT DO NOTHING</c>, an idempotency key in the same transaction).
    /// Then a transaction whose commit got no answer is tried again instead of ending in <see cref="AmbiguousCommitException"/>.
    /// </summary>
    public bool Idempotent { get; init; }

    /// <summary>The longest this call may take; the data source's budget when null.</summary>
    public TimeSpan? Budget { get; init; }
}
