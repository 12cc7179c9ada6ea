using Npgsql;
using NpgsqlTypes;

namespace Distribution.Jobs;

/// <summary>Looks at the queue, and orders about single jobs. Orders are part of the caller's transaction, so that a record of them can be in it too.</summary>
public static class JobAdministration
{
    private const string Columns =
        """
        j.id, j.kind, CASE WHEN j.state = 'queued' AND j.due_at > now() THEN 'scheduled' ELSE j.state END, j.attempt, j.enqueued_at, j.max_attempts, j.priority, j.due_at, j.claimed_at,
        w.name, j.unique_key, j.last_error, j.cancelling, j.payload::text
        """;

    private const string FinishedColumns = "id, kind, outcome, attempt, enqueued_at, finished_at, note";

    /// <summary>Jobs by id, which is the order in which they were enqueued, to the millisecond.</summary>
    /// <param name="connection">To the database of the jobs.</param>
    /// <param name="state">One of <see cref="JobStates"/>; null for all that are not finished.</param>
    /// <param name="kind">Of this kind; null for every kind.</param>
    /// <param name="after">Later than this one; null from the first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<IReadOnlyList<JobRecord>> ListAsync(NpgsqlConnection connection, string? state, string? kind, Guid? after, int limit, CancellationToken cancellationToken = default)
    {
        // The comparisons of the state are constants, so that each list finds its partial index.
        var stored = state switch
        {
            null => "true",
            JobStates.Queued => "j.state = 'queued' AND j.due_at <= now()",
            JobStates.Scheduled => "j.state = 'queued' AND j.due_at > now()",
            JobStates.Running => "j.state = 'running'",
            _ => "j.state = 'dead'",
        };
        var finished = state is not null && JobStates.IsFinished(state);
        var command = new NpgsqlCommand(
            finished
                ? $"SELECT {FinishedColumns} FROM finished_jobs WHERE outcome = '{state}' AND ($1::text IS NULL OR kind = $1) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3"
                : $"SELECT {Columns} FROM jobs j LEFT JOIN job_workers w ON w.id = j.worker WHERE {stored} AND ($1::text IS NULL OR j.kind = $1) AND ($2::uuid IS NULL OR j.id > $2) ORDER BY j.id LIMIT $3",
            connection);
        command.Parameters.Add(new() { Value = (object?)kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)after ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return ReadAsync(command, finished, cancellationToken);
    }

    /// <summary>One job, finished or not; null when it is not known.</summary>
    public static async Task<JobRecord?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken = default)
    {
        var live = ById(connection, $"SELECT {Columns} FROM jobs j LEFT JOIN job_workers w ON w.id = j.worker WHERE j.id = $1", id);
        if (await ReadAsync(live, finished: false, cancellationToken) is [var job])
        {
            return job;
        }

        var finished = ById(connection, $"SELECT {FinishedColumns} FROM finished_jobs WHERE id = $1 ORDER BY finished_at DESC LIMIT 1", id);
        return await ReadAsync(finished, finished: true, cancellationToken) is [var ended] ? ended : null;
    }

    /// <summary>Queues a dead job again, with all its attempts.</summary>
    public static async Task<JobVerdict> RetryAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken = default)
    {
        var connection = transaction.Connection!;
        await using var retry = ById(
            connection,
            """
            WITH again AS (
                UPDATE jobs j SET state = 'queued', attempt = 0, due_at = clock_timestamp()
                WHERE j.id = $1 AND j.state = 'dead'
                  AND NOT EXISTS (SELECT FROM jobs o WHERE o.kind = j.kind AND o.unique_key = j.unique_key AND o.unique_key IS NOT NULL AND o.state <> 'dead')
                RETURNING j.id)
            SELECT id, pg_notify('jobs', '') FROM again
            """,
            id);
        return (await Store.JobStore.IdsAsync(retry, cancellationToken)).Count == 1
            ? JobVerdict.Done
            : await WhyNotAsync(connection, id, dead: JobVerdict.KeyTaken, cancellationToken);
    }

    /// <summary>Gives a dead job up.</summary>
    public static async Task<JobVerdict> DiscardAsync(NpgsqlTransaction transaction, Guid id, string reason, CancellationToken cancellationToken = default)
    {
        await using var discard = ById(transaction.Connection!, "SELECT finish_jobs(ARRAY(SELECT id FROM jobs WHERE id = $1 AND state = 'dead' FOR UPDATE), 'discarded', $2)", id);
        discard.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
        return (await Store.JobStore.IdsAsync(discard, cancellationToken)).Count == 1
            ? JobVerdict.Done
            : await WhyNotAsync(transaction.Connection!, id, dead: JobVerdict.WrongState, cancellationToken);
    }

    /// <summary>Takes a job back. One that is running is cancelled by its worker within a heartbeat, unless it completes before.</summary>
    public static async Task<JobVerdict> CancelAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken = default)
    {
        var connection = transaction.Connection!;
        await using (var cancel = ById(connection, "SELECT finish_jobs(ARRAY(SELECT id FROM jobs WHERE id = $1 AND state <> 'running' FOR UPDATE), 'cancelled', NULL)", id))
        {
            if ((await Store.JobStore.IdsAsync(cancel, cancellationToken)).Count == 1)
            {
                return JobVerdict.Done;
            }
        }

        await using var ask = ById(connection, "UPDATE jobs SET cancelling = true WHERE id = $1 AND state = 'running'", id);
        return await ask.ExecuteNonQueryAsync(cancellationToken) == 1 ? JobVerdict.Asked : await WhyNotAsync(connection, id, dead: JobVerdict.WrongState, cancellationToken);
    }

    /// <summary>Measures the queue.</summary>
    public static async Task<QueueMeasure> MeasureAsync(NpgsqlConnection connection, CancellationToken cancellationToken = default)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(
            $"""
            SELECT (SELECT count(*) FROM (SELECT FROM jobs WHERE state = 'queued' AND due_at <= now() LIMIT {JobDefaults.DepthCounted}) AS waiting),
                   (SELECT extract(epoch FROM now() - min(due.due_at))::double precision
                    FROM generate_series(0, 9) AS level (priority)
                    CROSS JOIN LATERAL (SELECT due_at FROM jobs WHERE state = 'queued' AND priority = level.priority AND due_at <= now() ORDER BY due_at LIMIT 1) AS due),
                   (SELECT count(*) FROM (SELECT FROM jobs WHERE state = 'dead' LIMIT {JobDefaults.DepthCounted}) AS dead)
            """));
        batch.BatchCommands.Add(new("SELECT w.name, count(j.id) FROM job_workers w LEFT JOIN jobs j ON j.worker = w.id AND j.state = 'running' GROUP BY w.name"));
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var (depth, oldest, dead) = (rows.GetInt64(0), await rows.IsDBNullAsync(1, cancellationToken) ? 0 : rows.GetDouble(1), rows.GetInt64(2));
        await rows.NextResultAsync(cancellationToken);
        var running = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            running[rows.GetString(0)] = rows.GetInt64(1);
        }

        return new(depth, Math.Max(0, oldest), dead, running);
    }

    private static async Task<JobVerdict> WhyNotAsync(NpgsqlConnection connection, Guid id, JobVerdict dead, CancellationToken cancellationToken) =>
        (await FindAsync(connection, id, cancellationToken))?.State switch
        {
            null => JobVerdict.NotFound,
            JobStates.Dead => dead,
            _ => JobVerdict.WrongState,
        };

    private static NpgsqlCommand ById(NpgsqlConnection connection, string sql, Guid id)
    {
        var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return command;
    }

    private static async Task<IReadOnlyList<JobRecord>> ReadAsync(NpgsqlCommand command, bool finished, CancellationToken cancellationToken)
    {
        await using (command)
        {
            var jobs = new List<JobRecord>();
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                var job = new JobRecord(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetInt32(3), rows.GetFieldValue<DateTimeOffset>(4));
                jobs.Add(finished
                    ? job with { FinishedAt = Instant(rows, 5), Error = Text(rows, 6) }
                    : job with
                    {
                        MaxAttempts = rows.GetInt32(5),
                        Priority = rows.GetInt16(6),
                        DueAt = Instant(rows, 7),
                        ClaimedAt = Instant(rows, 8),
                        Worker = Text(rows, 9),
                        UniqueKey = Text(rows, 10),
                        Error = Text(rows, 11),
                        Cancelling = rows.GetBoolean(12),
                        Payload = rows.GetString(13),
                    });
            }

            return jobs;
        }
    }

    private static DateTimeOffset? Instant(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<DateTimeOffset>(column);

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
