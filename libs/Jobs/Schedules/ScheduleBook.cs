using Npgsql;

namespace Distribution.Jobs.Schedules;

/// <summary>Enqueues the jobs of schedules whose time has come, as part of the caller's transaction: that the time has passed is remembered if and only if the job is there.</summary>
/// <remarks>
/// New, or its expression changed → waits for the next time from now. Due → its job is enqueued, and it waits for the next time from now: times that passed while nobody looked are made up for by one job,
/// not by one each. All times are the database's. Call it from one place at a time, as the holder of a lease; the rows are locked, so that two do no harm.
/// </remarks>
public static class ScheduleBook
{
    private const string Remembered = "SELECT s.name, s.cron, s.next_at FROM job_schedules s WHERE s.name = ANY ($1) FOR UPDATE";

    private const string Remember =
        """
        INSERT INTO job_schedules (name, cron, next_at) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET cron = excluded.cron, next_at = excluded.next_at
        """;

    /// <returns>The names of those that were due.</returns>
    public static async Task<IReadOnlyList<string>> EnqueueDueAsync(NpgsqlTransaction transaction, IReadOnlyList<Schedule> schedules, CancellationToken cancellationToken = default)
    {
        if (schedules.Count == 0)
        {
            return [];
        }

        var connection = transaction.Connection!;
        var now = await NowAsync(connection, cancellationToken);
        var remembered = await RememberedAsync(connection, schedules, cancellationToken);
        var due = new List<Schedule>();
        foreach (var schedule in schedules)
        {
            var known = remembered.TryGetValue(schedule.Name, out var entry) && entry.Cron == schedule.Cron;
            if (known && entry.NextAt > now)
            {
                continue;
            }

            if (known)
            {
                due.Add(schedule);
            }

            await using var remember = new NpgsqlCommand(Remember, connection, transaction);
            remember.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schedule.Name });
            remember.Parameters.Add(new NpgsqlParameter<string> { TypedValue = schedule.Cron });
            remember.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = schedule.After(now) });
            await remember.ExecuteNonQueryAsync(cancellationToken);
        }

        await JobQueue.EnqueueAsync(transaction, [.. due.Select(schedule => schedule.Job)], cancellationToken);
        return [.. due.Select(schedule => schedule.Name)];
    }

    private static async Task<DateTime> NowAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var clock = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        return (DateTime)(await clock.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<Dictionary<string, (string Cron, DateTime NextAt)>> RememberedAsync(NpgsqlConnection connection, IReadOnlyList<Schedule> schedules, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand(Remembered, connection);
        look.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. schedules.Select(schedule => schedule.Name)] });
        await using var rows = await look.ExecuteReaderAsync(cancellationToken);
        var remembered = new Dictionary<string, (string Cron, DateTime NextAt)>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            remembered[rows.GetString(0)] = (rows.GetString(1), rows.GetDateTime(2));
        }

        return remembered;
    }
}
