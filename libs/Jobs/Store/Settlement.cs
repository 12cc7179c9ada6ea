using Distribution.Jobs.Running;
using Npgsql;
using NpgsqlTypes;

namespace Distribution.Jobs.Store;

/// <summary>Writes how attempts ended. Every statement checks the terms, so that it may be repeated when it is not known whether it was applied. That a job runs is seen by its worker, for the reason in jobs_0002.sql.</summary>
internal static class Settlement
{
    // Whoever asked for a cancellation while the attempt failed gets it; the worker hears of it as if it had come earlier.
    private const string Retry =
        """
        WITH ended AS (SELECT * FROM unnest($1, $2, $3, $4) AS e (id, term, delay, error)),
        gone AS (
            DELETE FROM jobs j USING ended e WHERE j.id = e.id AND j.term = e.term AND j.worker IS NOT NULL AND j.cancelling
            RETURNING j.id, j.term, j.attempt, j.kind, j.enqueued_at),
        noted AS (
            INSERT INTO finished_jobs (id, term, attempt, outcome, kind, enqueued_at) SELECT id, term, attempt, 'cancelled', kind, enqueued_at FROM gone)
        UPDATE jobs j SET state = 'queued', worker = NULL, due_at = clock_timestamp() + e.delay, last_error = e.error
        FROM ended e WHERE j.id = e.id AND j.term = e.term AND j.worker IS NOT NULL AND NOT j.cancelling
        """;

    private const string HandBack =
        """
        WITH ended AS (SELECT * FROM unnest($1, $2) AS e (id, term)),
        returned AS (
            UPDATE jobs j SET state = 'queued', worker = NULL, attempt = j.attempt - 1
            FROM ended e WHERE j.id = e.id AND j.term = e.term AND j.worker IS NOT NULL
            RETURNING j.id)
        SELECT pg_notify('jobs', '') WHERE EXISTS (SELECT FROM returned)
        """;

    private const string Cancel =
        """
        WITH gone AS (
            DELETE FROM jobs j USING unnest($1, $2) AS e (id, term) WHERE j.id = e.id AND j.term = e.term AND j.worker IS NOT NULL
            RETURNING j.id, j.term, j.attempt, j.kind, j.enqueued_at)
        INSERT INTO finished_jobs (id, term, attempt, outcome, kind, enqueued_at) SELECT id, term, attempt, 'cancelled', kind, enqueued_at FROM gone
        """;

    private const string Bury =
        """
        UPDATE jobs j SET state = 'dead', worker = NULL, due_at = clock_timestamp(), last_error = e.error
        FROM unnest($1, $2, $3) AS e (id, term, error) WHERE j.id = e.id AND j.term = e.term AND j.worker IS NOT NULL
        RETURNING j.id, j.kind, j.attempt, j.last_error
        """;

    private const string BuryLost =
        """
        UPDATE jobs j SET state = 'dead', worker = NULL, due_at = clock_timestamp(), last_error = 'its worker was lost in its last attempt'
        WHERE j.id IN (
            SELECT l.id FROM jobs l
            WHERE l.state = 'running' AND l.attempt >= l.max_attempts AND NOT EXISTS (SELECT FROM job_workers w WHERE w.id = l.worker)
            FOR UPDATE SKIP LOCKED)
        RETURNING j.id, j.kind, j.attempt, j.last_error
        """;

    public static async Task RetryAsync(NpgsqlConnection connection, IReadOnlyList<Outcome> outcomes)
    {
        await using var command = Command(connection, Retry, outcomes);
        command.Parameters.Add(new NpgsqlParameter<TimeSpan[]> { TypedValue = [.. outcomes.Select(outcome => outcome.After)] });
        command.Parameters.Add(Errors(outcomes));
        await command.ExecuteNonQueryAsync();
    }

    public static async Task HandBackAsync(NpgsqlConnection connection, IReadOnlyList<Outcome> outcomes)
    {
        await using var command = Command(connection, HandBack, outcomes);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task CancelAsync(NpgsqlConnection connection, IReadOnlyList<Outcome> outcomes)
    {
        await using var command = Command(connection, Cancel, outcomes);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<IReadOnlyList<DeadJob>> BuryAsync(NpgsqlConnection connection, IReadOnlyList<Outcome> outcomes, RecordDeaths? record)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = Command(connection, Bury, outcomes);
        command.Parameters.Add(Errors(outcomes));
        return await BuryAsync(transaction, command, record);
    }

    /// <summary>Buries the jobs of lost workers that have no attempt left.</summary>
    public static async Task<IReadOnlyList<DeadJob>> BuryLostAsync(NpgsqlConnection connection, RecordDeaths? record)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(BuryLost, connection);
        return await BuryAsync(transaction, command, record);
    }

    private static async Task<IReadOnlyList<DeadJob>> BuryAsync(NpgsqlTransaction transaction, NpgsqlCommand command, RecordDeaths? record)
    {
        var dead = new List<DeadJob>();
        await using (var rows = await command.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                dead.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetInt32(2), rows.GetString(3)));
            }
        }

        if (record is not null && dead.Count > 0)
        {
            await record(transaction, dead, CancellationToken.None);
        }

        await transaction.CommitAsync();
        return dead;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, IReadOnlyList<Outcome> outcomes)
    {
        var command = new NpgsqlCommand(sql, connection);
        JobStore.AddClaims(command.Parameters, [.. outcomes.Select(outcome => outcome.Job.Id)], [.. outcomes.Select(outcome => outcome.Job.Term)]);
        return command;
    }

    private static NpgsqlParameter Errors(IReadOnlyList<Outcome> outcomes) => new NpgsqlParameter<string[]>
    {
        TypedValue = [.. outcomes.Select(outcome => Clean(outcome.Error ?? "it failed"))],
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
    };

    /// <summary>What the database takes and a list can show: bounded, without zero bytes and halves of characters.</summary>
    private static string Clean(string error) =>
        string.Concat(error.Take(JobDefaults.LongestError).Select(letter => char.IsSurrogate(letter) || (char.IsControl(letter) && letter != '\n') ? ' ' : letter));
}
