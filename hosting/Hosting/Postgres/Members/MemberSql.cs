using Distribution.Hosting.Postgres.Supervision;
using Npgsql;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>
/// The supervisor's side of a member's SQL. Looks use one connection that stays open, and so does a promotion: in the moment of a failover all clients are at the standby's door. Other commands open their own.
/// </summary>
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

    public Task<MemberSight> LookAsync(CancellationToken cancellationToken) =>
        connections.BoundedAsync("show its status", SupervisorDefaults.LookTimeout, _ => LookAndKeepAsync(), cancellationToken);

    public Task<int> PromoteAsync(CancellationToken cancellationToken) =>
        connections.BoundedAsync(
            "become primary",
            SupervisorDefaults.PromoteTimeout,
            async limited =>
            {
                await using var connection = await TakeAsync();
                var sight = await LookAsync(connection);
                if (sight.InRecovery)
                {
                    // Its own wait looks ten times a second only.
                    await using var promote = new NpgsqlCommand("SELECT pg_promote(false)", connection);
                    await promote.ExecuteNonQueryAsync(CancellationToken.None);
                }

                while ((sight = await LookAsync(connection)).InRecovery)
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
            async _ =>
            {
                await connections.ExecuteAsync(ClusterSecrets.Supervisor, "postgres", "CHECKPOINT");
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
                    await using var connection = await connections.OpenAsync(ClusterSecrets.Supervisor, "postgres");
                    if ((await LookAsync(connection)).SynchronousNames == names)
                    {
                        await using var checkpoint = new NpgsqlCommand("CHECKPOINT", connection);
                        await checkpoint.ExecuteNonQueryAsync(CancellationToken.None);
                        await checkpoint.ExecuteNonQueryAsync(CancellationToken.None);
                        return (await LookAsync(connection)).Position;
                    }

                    await Task.Delay(PollInterval, time, limited);
                }
            },
            cancellationToken);

    public Task EnsureSlotAsync(string standby, CancellationToken cancellationToken) =>
        connections.BoundedAsync(
            $"make the replication slot of {standby}",
            CommandTimeout,
            async _ =>
            {
                await using var connection = await connections.OpenAsync(ClusterSecrets.Supervisor, "postgres");
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
                    await batch.ExecuteNonQueryAsync(CancellationToken.None);
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
            async _ =>
            {
                await provisioning.ApplyAsync(connections);
                return true;
            },
            cancellationToken);

    private async Task<MemberSight> LookAndKeepAsync()
    {
        var connection = await TakeAsync();
        MemberSight sight;
        try
        {
            sight = await LookAsync(connection, prepare: true);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        if (Interlocked.Exchange(ref _open, connection) is { } other)
        {
            await other.DisposeAsync();
        }

        return sight;
    }

    private async Task<NpgsqlConnection> TakeAsync() => Interlocked.Exchange(ref _open, null) ?? await connections.OpenAsync(ClusterSecrets.Supervisor, "postgres");

    private async Task<MemberSight> LookAsync(NpgsqlConnection connection, bool prepare = false)
    {
        await using var command = new NpgsqlCommand(LookSql, connection)
        {
            CommandTimeout = (int)SupervisorDefaults.LookTimeout.TotalSeconds,
            Parameters = { new NpgsqlParameter<string> { TypedValue = peer ?? "", NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } },
        };
        if (prepare)
        {
            // Sent once a connection; later calls find the statement prepared.
            await command.PrepareAsync();
        }

        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var standby = await row.IsDBNullAsync(4)
            ? null
            : new StandbySight(row.GetString(4) == "streaming", row.GetString(5) == "sync", await row.IsDBNullAsync(6) ? 0 : (ulong)row.GetInt64(6));
        return new MemberSight(row.GetBoolean(0), row.GetInt32(1), (ulong)row.GetInt64(2), row.GetString(3), standby);
    }
}
