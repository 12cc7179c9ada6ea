using Distribution.Hosting.Postgres.Members;

namespace Distribution.Hosting.Postgres.PgBouncer;

/// <summary>PgBouncer's two files.</summary>
internal static class PgBouncerSettings
{
    /// <summary>Server connections for each database and role: a third of what the cluster's members accept.</summary>
    private const int PoolSize = 30;

    /// <summary>Client connections.</summary>
    private const int MaxClients = 500;

    /// <summary>pgbouncer.ini.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="primaryPort">Where it leads to.</param>
    /// <param name="databases">What can be reached through it.</param>
    /// <param name="users">The file with the roles.</param>
    public static string Render(int port, int primaryPort, IEnumerable<Database> databases, string users) =>
        $"""
        ; Written by the supervisor before every start and every change of primary: changes made here are lost.
        [databases]
        {string.Join('\n', databases.Select(database => $"{database.Name} = host=127.0.0.1 port={primaryPort} dbname={database.Name}"))}

        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {port}
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = {users}
        pool_mode = transaction
        default_pool_size = {PoolSize}
        max_client_conn = {MaxClients}
        ignore_startup_parameters = extra_float_digits,search_path,options
        ; A new primary is told from outside. A login may take as long as the services give it: to break it off sooner has a busy server begin anew.
        server_connect_timeout = 5
        server_login_retry = 0.2
        server_check_delay = 1
        server_fast_close = 1
        query_wait_timeout = 10
        log_connections = 0
        log_disconnections = 0

        """;

    /// <summary>The roles with what the servers keep of their passwords: with the same verifier on both sides, PgBouncer can log in for a client without knowing the password.</summary>
    public static string Users(IEnumerable<Database> databases, ClusterSecrets secrets) =>
        string.Concat(databases.SelectMany(database => new[] { database.Name, database.Owner }).Select(role => $"\"{role}\" \"{ScramVerifier.Of(role, secrets.Password(role))}\"\n"));
}
