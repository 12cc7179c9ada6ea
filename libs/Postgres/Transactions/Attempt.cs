using System.Data;
using Distribution.Postgres.Primary;
using Distribution.Postgres.Retry;
using Npgsql;

namespace Distribution.Postgres.Transactions;

/// <summary>
/// One try of a transaction on one primary.
/// </summary>
/// <remarks>
/// <para>
/// Working → Committing → ended, or Working → Abandoned. Only one of the two transitions can happen, so an attempt that was given up can never commit afterwards,
/// and one that was given up while committing is known to be ambiguous.
/// </para>
/// <para>
/// COMMIT is never cancelled: a server that waits for its synchronous standby answers a cancellation with success and a warning, and the write may then be lost.
/// For the same reason any warning during COMMIT makes it ambiguous. COMMIT of a transaction in which a statement failed is answered with success too, having
/// rolled back; the statement that is sent before it in the same round trip fails in that case.
/// </para>
/// </remarks>
internal sealed class Attempt<T>(CurrentPrimary primary, IsolationLevel isolation, Func<NpgsqlConnection, NpgsqlTransaction, CancellationToken, Task<T>> work)
{
    private const int Working = 0;
    private const int Committing = 1;
    private const int Abandoned = 2;

    private int _phase;

    /// <summary>Whether COMMIT was sent and its outcome is not known.</summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>Runs it. When it is given up it has a moment to end, then it is left behind.</summary>
    /// <param name="token">At the end of the budget, or of the primary's reign.</param>
    /// <param name="time">For that moment.</param>
    /// <exception cref="AbandonedException">It was left behind.</exception>
    public async Task<T> RunAsync(GuardedCancellation token, TimeProvider time)
    {
        var running = WorkAndCommitAsync(token);
        try
        {
            return await Abandonment.WaitAsync(running, token, time);
        }
        catch (AbandonedException)
        {
            IsAmbiguous = Interlocked.CompareExchange(ref _phase, Abandoned, Working) == Committing;
            throw;
        }
    }

    private async Task<T> WorkAndCommitAsync(GuardedCancellation token)
    {
        await using var pooled = await primary.Host.OpenAsync(token.Waiting);
        token.Waiting.ThrowIfCancellationRequested();
        var connection = pooled.Connection;
        await using var transaction = await connection.BeginTransactionAsync(isolation, token.Working);
        var result = await work(connection, transaction, token.Working);
        token.Waiting.ThrowIfCancellationRequested();
        if (Interlocked.CompareExchange(ref _phase, Committing, Working) != Working)
        {
            throw new AbandonedException();
        }

        await CommitAsync(connection);
        return result;
    }

    private async Task CommitAsync(NpgsqlConnection connection)
    {
        PostgresNotice? warning = null;
        connection.Notice += (_, notice) => warning = notice.Notice.InvariantSeverity == "WARNING" ? notice.Notice : warning;
        await using var commit = new NpgsqlBatch(connection) { Timeout = (int)PostgresDefaults.AbandonedCommitTimeout.TotalSeconds };
        commit.BatchCommands.Add(new NpgsqlBatchCommand("SELECT 1"));
        commit.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        IsAmbiguous = true;
        try
        {
            await commit.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (PostgresException answer) when (FailureClassifier.SaysRolledBack(answer))
        {
            IsAmbiguous = false;
            throw;
        }

        IsAmbiguous = warning is not null;
        if (warning is not null)
        {
            throw new NpgsqlException($"COMMIT was answered with a warning: {warning.MessageText}");
        }
    }
}
