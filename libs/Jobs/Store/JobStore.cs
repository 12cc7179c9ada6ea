using Npgsql;
using NpgsqlTypes;

namespace Distribution.Jobs.Store;

/// <summary>The transitions of jobs that are made for every one of them, each one statement that commits by itself. For those who write a runner of their own.</summary>
/// <remarks>
/// <para>
/// Queued: waits for its due time and for a worker. Enqueueing makes it, in the caller's transaction. Queued → Running: a worker claims it. The claim gets a term from a
/// sequence, so each is higher than all before, and counts an attempt. Highest priority first, and the oldest of it; who claims at the same time passes over each other's jobs.
/// </para>
/// <para>
/// Running → finished: the worker completes it, which is refused unless the job still runs under the claim's term. Running → Queued: the attempt failed, and it is due again after
/// a back-off; or the worker was told to stop and hands it back, which does not count as an attempt; or the worker was not heard of for its ttl. Running → Dead: an attempt failed for
/// good, or the last one failed or was lost. Dead → Queued: somebody retries it, with all its attempts. Dead → finished: somebody discards it. Queued, Running or Dead → finished: somebody
/// cancels it; a running one only once its worker noticed, and it may complete before.
/// </para>
/// <para>
/// A worker is a row with an end, which its heartbeat extends; the jobs name the worker and have no end of their own. Any worker takes away the jobs of one whose end has passed by the
/// database's clock. A worker that was late never gets its old id back, and can complete nothing that was claimed since, because the term differs. A claim whose answer was lost is found by
/// the next heartbeat, which lists what the database thinks that the worker has.
/// </para>
/// <para>
/// Guaranteed: a job whose enqueueing transaction committed runs to completion at least once, is dead or was cancelled, whatever dies; at most one claim of it is ever completed; an effect that is written
/// in the transaction that completes the job happens exactly once, and one that is fenced by the term elsewhere is never written by an older claim after a newer one.
/// Not guaranteed: that only one worker executes a job at a moment. One that is frozen goes on when it wakes, until it notices; whatever it does outside of this database must carry the term. Nor
/// an order among jobs, beyond that in which they are claimed.
/// </para>
/// </remarks>
public static class JobStore
{
    private const string WorkerOver = "JB001";
    private const string Claim = "SELECT * FROM claim_jobs($1, $2, $3)";
    private const string Complete = "SELECT complete_jobs($1, $2)";

    /// <summary>Makes a worker known, until its ttl has passed without a heartbeat.</summary>
    public static async Task RegisterAsync(NpgsqlConnection connection, Guid worker, string name, TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO job_workers (id, name, expires_at) VALUES ($1, $2, clock_timestamp() + $3)", connection);
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = worker });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        insert.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ttl });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Extends a worker's life and says what it has.</summary>
    /// <exception cref="WorkerOverException">It came too late.</exception>
    public static async Task<IReadOnlyList<HeldJob>> HeartbeatAsync(NpgsqlConnection connection, Guid worker, TimeSpan ttl, CancellationToken cancellationToken = default)
    {
        await using var beat = new NpgsqlCommand(
            """
            WITH beat AS (UPDATE job_workers SET expires_at = clock_timestamp() + $2 WHERE id = $1 AND expires_at > clock_timestamp() RETURNING id)
            SELECT j.id, j.term, j.cancelling FROM beat LEFT JOIN jobs j ON j.worker = beat.id AND j.state = 'running'
            """,
            connection);
        beat.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = worker });
        beat.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ttl });
        await using var rows = await beat.ExecuteReaderAsync(cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            throw new WorkerOverException(worker);
        }

        var held = new List<HeldJob>();
        while (!await rows.IsDBNullAsync(0, cancellationToken))
        {
            held.Add(new(rows.GetGuid(0), rows.GetInt64(1), rows.GetBoolean(2)));
            if (!await rows.ReadAsync(cancellationToken))
            {
                break;
            }
        }

        return held;
    }

    /// <summary>Claims due jobs of the given kinds.</summary>
    /// <returns>The jobs, the most urgent first; fewer than asked for when there are no more.</returns>
    /// <exception cref="WorkerOverException">The worker was not heard of in time.</exception>
    public static async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(NpgsqlConnection connection, Guid worker, string[] kinds, int atMost, CancellationToken cancellationToken = default)
    {
        await using var claim = new NpgsqlCommand(Claim, connection);
        AddWishes(claim.Parameters, worker, kinds, atMost);
        await claim.PrepareAsync(cancellationToken);
        try
        {
            await using var rows = await claim.ExecuteReaderAsync(cancellationToken);
            return await ClaimedAsync(rows, cancellationToken);
        }
        catch (PostgresException refusal) when (refusal.SqlState == WorkerOver)
        {
            throw new WorkerOverException(worker, refusal);
        }
    }

    /// <summary>Completes jobs that still run under the terms of their claims.</summary>
    /// <returns>Those that were; of the others somebody else has the job, or it was completed before.</returns>
    public static async Task<IReadOnlyList<Guid>> CompleteAsync(NpgsqlConnection connection, Guid[] ids, long[] terms, CancellationToken cancellationToken = default)
    {
        await using var complete = new NpgsqlCommand(Complete, connection);
        AddClaims(complete.Parameters, ids, terms);
        await complete.PrepareAsync(cancellationToken);
        return await complete.IdsAsync(cancellationToken);
    }

    /// <summary>Completes jobs and claims the next, in one round trip and one transaction: neither happens without the other.</summary>
    /// <returns>The jobs that were claimed.</returns>
    /// <exception cref="WorkerOverException">The worker was not heard of in time; nothing was completed either.</exception>
    public static async Task<IReadOnlyList<ClaimedJob>> CompleteAndClaimAsync(
        NpgsqlConnection connection, Guid[] ids, long[] terms, Guid worker, string[] kinds, int atMost, CancellationToken cancellationToken = default)
    {
        var (complete, claim) = (new NpgsqlBatchCommand(Complete), new NpgsqlBatchCommand(Claim));
        AddClaims(complete.Parameters, ids, terms);
        AddWishes(claim.Parameters, worker, kinds, atMost);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { complete, claim } };
        await batch.PrepareAsync(cancellationToken);
        try
        {
            await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
            await rows.NextResultAsync(cancellationToken);
            return await ClaimedAsync(rows, cancellationToken);
        }
        catch (PostgresException refusal) when (refusal.SqlState == WorkerOver)
        {
            throw new WorkerOverException(worker, refusal);
        }
    }

    /// <summary>Gives the jobs of workers that were not heard of in time to others.</summary>
    /// <returns>How many; how many have no attempt left and are to be buried; and when the next worker's life ends unless it is heard of, null when there is none.</returns>
    internal static async Task<(int Requeued, int Dying, TimeSpan? NextEnd)> ReapAsync(NpgsqlConnection connection, CancellationToken cancellationToken = default)
    {
        await using var reap = new NpgsqlCommand("SELECT requeued, dying, (SELECT min(expires_at) - clock_timestamp() FROM job_workers WHERE expires_at > clock_timestamp()) FROM reap_jobs()", connection);
        await using var row = await reap.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        return (row.GetInt32(0), row.GetInt32(1), await row.IsDBNullAsync(2, cancellationToken) ? null : row.GetTimeSpan(2));
    }

    /// <summary>Whether this claim completed the job, as far back as finished jobs are kept.</summary>
    internal static async Task<bool> WasCompletedAsync(NpgsqlConnection connection, Guid id, long term, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand("SELECT EXISTS (SELECT FROM finished_jobs WHERE id = $1 AND term = $2 AND outcome = 'completed')", connection);
        look.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        look.Parameters.Add(new NpgsqlParameter<long> { TypedValue = term });
        return await look.ExecuteScalarAsync(cancellationToken) is true;
    }

    internal static void AddClaims(NpgsqlParameterCollection parameters, Guid[] ids, long[] terms)
    {
        parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        parameters.Add(new NpgsqlParameter<long[]> { TypedValue = terms, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint });
    }

    internal static async Task<IReadOnlyList<Guid>> IdsAsync(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            ids.Add(rows.GetGuid(0));
        }

        return ids;
    }

    private static void AddWishes(NpgsqlParameterCollection parameters, Guid worker, string[] kinds, int atMost)
    {
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = worker });
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = kinds });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = atMost });
    }

    private static async Task<IReadOnlyList<ClaimedJob>> ClaimedAsync(NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        var jobs = new List<ClaimedJob>();
        while (await rows.ReadAsync(cancellationToken))
        {
            jobs.Add(new(
                rows.GetGuid(0), rows.GetInt64(1), rows.GetInt32(2), rows.GetInt32(3), rows.GetInt16(4), rows.GetDateTime(5), rows.GetString(6), rows.GetString(7),
                await rows.IsDBNullAsync(8, cancellationToken) ? null : rows.GetString(8), TimeSpan.FromSeconds(rows.GetDouble(9))));
        }

        // The statement returns them by their place in the table.
        jobs.Sort(static (one, other) => (-one.Priority, one.DueAt).CompareTo((-other.Priority, other.DueAt)));
        return jobs;
    }
}
