using Npgsql;
using NpgsqlTypes;

namespace Distribution.Jobs;

/// <summary>Puts jobs into the queue, as part of the caller's transaction: they are there if and only if it commits, and a waiting worker hears of it at once.</summary>
public static class JobQueue
{
    // Notifications of one transaction are merged by the server; a job that is due later is found by polling.
    private const string Insert =
        """
        WITH given AS (
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS g (id, kind, payload, unique_key, priority, due_at, max_attempts, trace_parent)),
        added AS (
            INSERT INTO jobs (id, kind, payload, unique_key, priority, due_at, max_attempts, trace_parent)
            SELECT id, kind, payload::json, unique_key, priority, coalesce(due_at, now()), max_attempts, trace_parent FROM given
            ON CONFLICT (kind, unique_key) WHERE unique_key IS NOT NULL AND state <> 'dead' DO NOTHING
            RETURNING id, due_at),
        told AS (SELECT pg_notify('jobs', '') WHERE EXISTS (SELECT FROM added WHERE due_at <= now()))
        SELECT id FROM added LEFT JOIN told ON true
        """;

    /// <summary>Enqueues one job.</summary>
    /// <returns>Its id; null when a job of its kind and unique key is queued or running already.</returns>
    /// <exception cref="ArgumentException">A member of the job is out of its range.</exception>
    public static async Task<Guid?> EnqueueAsync(NpgsqlTransaction transaction, NewJob job, CancellationToken cancellationToken = default) =>
        (await EnqueueAsync(transaction, [job], cancellationToken))[0];

    /// <summary>Enqueues jobs in one statement.</summary>
    /// <returns>For each job its id; null where one of its kind and unique key is queued or running already, or stands earlier in the list.</returns>
    /// <exception cref="ArgumentException">A member of a job is out of its range.</exception>
    public static async Task<IReadOnlyList<Guid?>> EnqueueAsync(NpgsqlTransaction transaction, IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken = default)
    {
        foreach (var job in jobs)
        {
            job.Validate();
        }

        if (jobs.Count == 0)
        {
            return [];
        }

        var ids = jobs.Select(_ => Guid.CreateVersion7()).ToArray();
        await using var insert = new NpgsqlCommand(Insert, transaction.Connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        insert.Parameters.Add(Texts(jobs.Select(job => job.Kind)));
        insert.Parameters.Add(Texts(jobs.Select(job => job.Payload)));
        insert.Parameters.Add(Texts(jobs.Select(job => job.UniqueKey)));
        insert.Parameters.Add(new NpgsqlParameter<short[]> { TypedValue = [.. jobs.Select(job => (short)job.Priority)] });
        insert.Parameters.Add(new NpgsqlParameter<DateTime?[]> { TypedValue = [.. jobs.Select(job => job.DueAt?.UtcDateTime)], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        insert.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. jobs.Select(job => job.MaxAttempts)] });
        insert.Parameters.Add(Texts(jobs.Select(job => job.TraceParent)));
        await insert.PrepareAsync(cancellationToken);
        await using var rows = await insert.ExecuteReaderAsync(cancellationToken);
        var added = new HashSet<Guid>();
        while (await rows.ReadAsync(cancellationToken))
        {
            added.Add(rows.GetGuid(0));
        }

        return [.. ids.Select(id => added.Contains(id) ? (Guid?)id : null)];
    }

    private static NpgsqlParameter Texts(IEnumerable<string?> values) => new NpgsqlParameter<string?[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
