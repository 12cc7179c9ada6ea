namespace Distribution.Hosting.Postgres.Members;

/// <summary>
/// The server's configuration. The file is ours and lies outside the data directory, so that pg_basebackup does not carry one member's into another's, and writers can be released while the data's disk is full.
/// </summary>
internal static class MemberSettings
{
    /// <summary>The text of the file.</summary>
    /// <param name="member">The member, which is its application_name and the name of its slot as well.</param>
    /// <param name="port">Where it listens on loopback.</param>
    /// <param name="synchronousNames">synchronous_standby_names.</param>
    /// <param name="primaryPort">Where its primary listens, or null for a primary.</param>
    /// <param name="passfile">The passfile that the standby logs in with.</param>
    public static string Render(string member, int port, string synchronousNames, int? primaryPort, string passfile) =>
        $"""
        # Written by the supervisor before every start and every change of role: changes made here are lost.
        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        cluster_name = '{member}'

        # For a laptop that runs all of a topology.
        shared_buffers = '32MB'
        max_connections = 300
        work_mem = '4MB'
        maintenance_work_mem = '32MB'
        max_wal_size = '256MB'
        min_wal_size = '64MB'
        max_parallel_workers = 2
        jit = off
        dynamic_shared_memory_type = 'posix'

        # An acknowledged write is on the standby's disk.
        fsync = on
        full_page_writes = on
        synchronous_commit = on
        synchronous_standby_names = '{synchronousNames}'
        wal_level = 'replica'
        max_wal_senders = 8
        max_replication_slots = 8
        max_slot_wal_keep_size = '1GB'
        hot_standby = on
        hot_standby_feedback = on
        primary_conninfo = '{(primaryPort is null ? "" : $"host=127.0.0.1 port={primaryPort} user={ClusterSecrets.Replicator} passfile=''{passfile}'' application_name={member} connect_timeout=2 sslmode=disable gssencmode=disable")}'
        primary_slot_name = '{(primaryPort is null ? "" : SlotName(member))}'
        recovery_target_timeline = 'latest'

        # A lost standby is found again at once, and its start does not fsync every file.
        wal_retrieve_retry_interval = '200ms'
        wal_receiver_status_interval = '1s'
        wal_receiver_timeout = '5s'
        wal_sender_timeout = '5s'
        recovery_init_sync_method = 'syncfs'

        log_destination = 'stderr'
        logging_collector = off
        log_line_prefix = '%m [%p] '
        log_checkpoints = off

        """;

    /// <summary>The replication slot of a standby: slots know no hyphens.</summary>
    public static string SlotName(string member) => member.Replace('-', '_');
}
