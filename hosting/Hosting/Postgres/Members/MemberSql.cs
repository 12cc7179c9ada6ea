using Distribution.Hosting.Postgres.Supervision;
using Npgsql;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>The supervisor's side of a member's SQL. Looks use one connection that stays open; commands, which are rare, open their own.</summary>
internal sealed class MemberSql(MemberConnections connections, string? peer, Provisioning provisioning, TimeProvider time) : IMemberSql
{
    private const string LookSql =
        """
        SELECT r.standby,
               CASE WHEN r.standby THEN (SELECT timeline_id FROM pg_control_checkpoint()) ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END,
               (CASE WHEN r.standby THEN coalesce(greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()), '0/0') ELSE pg_current_wal_flush_lsn() END - '0/0')::int8,
               current_setting('synchronous_standby_names'),
               s.state, s.sync_state, (s.flush_lsn - '0/0')::int8
        FROM (SELECT pg_is_in_recovery() AS standby) r LEFT JOIN pg_stat_replication s ON s.application_name = $1
        """;

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CheckpointTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);

    private NpgsqlConnection? _open;

    public async Task<MemberSight> LookAsync(CancellationToken cancellationToken)
    {
        var connection = Interlocked.Exchange(ref _open, null);
        var kept = false;
        try
        {
            return await connections.BoundedAsync(
                "show its status",
                SupervisorDefaults.LookTimeout,
                async limited =>
                {
                    connection ??= await connections.OpenAsync(ClusterSecrets.Supervisor, "postgres", limited);
                    var sight = await LookAsync(connection, limited);
                    kept = Interlocked.CompareExchange(ref _open, connection, null) is null;
                    return sight;
                },
                cancellationToken);
        }
        finally
        {
            if (!kept)
            {
                Abandon(connection);
            }
        }
    }

    public Task<int> PromoteAsync(CancellationToken cancellationToken) =>
        connections.BoundedAsync(
            "become primary",
            SupervisorDefaults.PromoteTimeout,
            async limited =>
            {
                await using var connection = await connections.OpenAsync(ClusterSecrets.Supervisor, "postgres", limited);
                var sight = await LookAsync(connection, limited);
                if (sight.InRecovery)
                {
                    // Its own wait looks ten times a second only.
                    await using var promote = new NpgsqlCommand("SELECT pg_promote(false)", connection);
                    await promote.ExecuteNonQueryAsync(limited);
                }

                while ((sight = await LookAsync(connection, limited)).InRecovery)
                {
                    await Task.Delay(PollInterval, time, limited);
                }

                return sight.Timeline;
            },
            cancellationToken);

    public Task CheckpointAsync(CancellationToken cancellationToken) =>
        connections.BoundedAsync(
            "write a checkpoint",
            CommandTimeout,
            async limited =>
            {
                await connections.ExecuteAsync(ClusterSecrets.Supervisor, "postgres", "CHECKPOINT", limited);
                return true;
            },
            cancellationToken);

    /// <remarks>
    /// Whether commits wait is a flag in shared memory that the checkpointer sets when it has read the settings again. A session that began after the postmaster had read them proves that the checkpointer has
    /// been told; the first CHECKPOINT may have begun before it looked, the second cannot have.
    /// </remarks>
    public Task<ulong> ConfirmSynchronousAsync(string names, CancellationToken cancellationToken) =>
        connections.BoundedAsync(
            "make commits wait for the standby",
            CheckpointTimeout,
            async limited =>
            {
                while (true)
                {
                    await using var connection = await connections.OpenAsync(ClusterSecrets.Supervisor, "postgres", limited);
                    if ((await LookAsync(connection, limited)).SynchronousNames == names)
                    {
                        await using var checkpoint = new NpgsqlCommand("CHECKPOINT", connection);
                        await checkpoint.ExecuteNonQueryAsync(limited);
                        await checkpoint.ExecuteNonQueryAsync(limited);
                        return (await LookAsync(connection, limited)).Position;
                    }

                    await Task.Delay(PollInterval, time, limited);
                }
            },
            cancellationToken);

    public Task EnsureSlotAsync(string standby, CancellationToken cancellationToken) =>
        connections.BoundedAsync(
            $"make the replication slot of {standby}",
            CommandTimeout,
            async limited =>
            {
                await using var connection = await connections.OpenAsync(ClusterSecrets.Supervisor, "postgres", limited);
                await using var batch = new NpgsqlBatch(connection)
                {
                    BatchCommands =
                    {
                        // One that the limit on kept WAL has invalidated is of no use, and stands in the way.
                        new("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1 AND wal_status = 'lost' AND NOT active") { Parameters = { new() { Value = MemberSettings.SlotName(standby) } } },
                        new("SELECT pg_create_physical_replication_slot($1, true) WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = $1)") { Parameters = { new() { Value = MemberSettings.SlotName(standby) } } },
                    },
                };
                try
                {
                    await batch.ExecuteNonQueryAsync(limited);
                }
                catch (PostgresException exists) when (exists.SqlState == PostgresErrorCodes.DuplicateObject)
                {
                    // Somebody else has just made it.
                }

                return true;
            },
            cancellationToken);

    public Task ProvisionAsync(CancellationToken cancellationToken) =>
        connections.BoundedAsync(
            "make roles and databases",
            CheckpointTimeout,
            async limited =>
            {
                await provisioning.ApplyAsync(connections, limited);
                return true;
            },
            cancellationToken);

    private async Task<MemberSight> LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(LookSql, connection) { Parameters = { new() { Value = peer ?? "" } } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var standby = await row.IsDBNullAsync(4, cancellationToken)
            ? null
            : new StandbySight(
                row.GetString(4) == "streaming",
                row.GetString(5) == "sync",
                await row.IsDBNullAsync(6, cancellationToken) ? 0 : (ulong)row.GetInt64(6));
        return new MemberSight(row.GetBoolean(0), row.GetInt32(1), (ulong)row.GetInt64(2), row.GetString(3), standby);
    }

    private static void Abandon(NpgsqlConnection? connection)
    {
        if (connection is not null)
        {
            _ = Task.Run(async () => await connection.DisposeAsync());
        }
    }
}
