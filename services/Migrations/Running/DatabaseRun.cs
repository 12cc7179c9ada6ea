using Distribution.Migrations.Plan;
using Distribution.Postgres;
using Npgsql;

namespace Distribution.Migrations.Running;

/// <summary>Brings one database to its plan, under a lock that a second run waits for. What was committed stays, so that it can begin again after a failover.</summary>
internal sealed class DatabaseRun(Database database, PostgresDataSource dataSource)
{
    /// <returns>How many steps were applied.</returns>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        var applied = 0;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                await LockAsync(connection, cancellationToken);
                foreach (var migration in Pending.Of(database, await Ledger.ReadAsync(connection, cancellationToken)))
                {
                    await ApplyAsync(connection, migration, cancellationToken);
                    applied++;
                }

                await UnlockAsync(connection);
                return applied;
            }
            catch (NpgsqlException failure) when (failure.IsTransient && attempt < MigrationDefaults.Attempts)
            {
                // The next connection waits for the primary; the ledger tells what was done.
            }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(migration.Sql, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException failure) when (!failure.IsTransient)
        {
            throw new MigrationException($"{database.Name}: {migration.Name} failed: {failure.SqlState} {failure.MessageText}{Where(migration, failure)}. Nothing of it was applied.", failure);
        }

        await Ledger.RecordAsync(transaction, migration, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string Where(Migration migration, PostgresException failure) => failure.Position is var position and > 0
        ? $" (line {migration.Sql.AsSpan(0, Math.Min(position, migration.Sql.Length)).Count('\n') + 1})"
        : "";

    private static async Task UnlockAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SET lock_timeout = {MigrationDefaults.LockPatience.TotalMilliseconds:0}; SELECT pg_advisory_lock({MigrationDefaults.LockKey})", connection);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new MigrationException($"{database.Name}: another run has held the lock for {MigrationDefaults.LockPatience.TotalSeconds:0} s: wait for it to end, or end its session.", failure);
        }
    }
}
