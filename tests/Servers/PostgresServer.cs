using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Npgsql;

namespace Distribution.Servers;

/// <summary>A real PostgreSQL server on a leased port with a data directory of its own; superuser "postgres", trusted on loopback.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PortLease _lease = PortLease.Acquire();
    private ServerProcess? _process;

    private PostgresServer()
    {
    }

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port => _lease.Port;

    /// <summary>Its data directory.</summary>
    public string DataDirectory => _folder["data"];

    /// <summary>The postmaster's process id.</summary>
    public int Pid => (_process ?? throw new InvalidOperationException("The server is not running.")).Pid;

    /// <summary>Makes an empty cluster and starts it.</summary>
    /// <param name="settings">Lines of postgresql.conf, for example <c>max_connections = 50</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer();
        try
        {
            server.OwnFolder();
            await ServerProcess.RunAsync("initdb", "-D", server.DataDirectory, "-U", "postgres", "-A", "trust", "--no-sync", "--no-instructions", "-E", "UTF8", "--locale=C");
            await server.StartFirstAsync(settings);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a streaming standby of this server and starts it.</summary>
    public async Task<PostgresServer> AddStandbyAsync(params string[] settings)
    {
        var standby = new PostgresServer();
        try
        {
            standby.OwnFolder();
            await ServerProcess.RunAsync("pg_basebackup", "-D", standby.DataDirectory, "-R", "-c", "fast", "-X", "stream", "--no-sync", "-d", $"host=127.0.0.1 port={Port} user=postgres application_name=standby");
            await standby.StartFirstAsync(settings);
            return standby;
        }
        catch
        {
            await standby.DisposeAsync();
            throw;
        }
    }

    /// <summary>How tests connect to it: as superuser, without a pool, so that no connection outlives a test.</summary>
    public string ConnectionString(string database = "postgres") =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Pooling=false;Timeout=5";

    /// <summary>Runs one statement as superuser.</summary>
    public async Task<object?> ExecuteAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>SIGKILL to the postmaster and its children, as when the machine dies.</summary>
    public async Task KillAsync()
    {
        var pid = Pid;
        foreach (var member in new[] { pid }.Concat(ProcessTable.WithWorkingDirectory(DataDirectory)).Distinct().ToArray())
        {
            Signal.Send(member, SignalKind.Kill);
        }

        await Eventually.True(() => ProcessTable.WithWorkingDirectory(DataDirectory).Count == 0 && _process!.HasExited, because: "every process of the killed server is gone");
        _process!.Dispose();
        _process = null;
    }

    /// <summary>SIGSTOP to the postmaster and its children.</summary>
    public void Pause() => SendAll(SignalKind.Stop);

    /// <summary>SIGCONT to the postmaster and its children.</summary>
    public void Resume() => SendAll(SignalKind.Continue);

    /// <summary>Starts the server again after <see cref="KillAsync"/>.</summary>
    public async Task StartAgainAsync()
    {
        _process = ServerProcess.Start("postgres", "-D", DataDirectory);
        await Eventually.True(
            async () => _process.HasExited ? throw new InvalidOperationException(_process.Output) : await ExecuteAsync("select 1") is 1,
            TimeSpan.FromSeconds(30),
            $"Postgres on port {Port} answers");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            SendAll(SignalKind.Kill);
            _process.Dispose();
        }

        _folder.Dispose();
        _lease.Dispose();
        return ValueTask.CompletedTask;
    }

    private void OwnFolder() => Account.ForServers()?.Own(_folder.Path);

    private async Task StartFirstAsync(string[] settings)
    {
        await File.AppendAllLinesAsync(
            Path.Combine(DataDirectory, "postgresql.conf"),
            [
                "listen_addresses = '127.0.0.1'", $"port = {Port}", "unix_socket_directories = ''", "fsync = off", "shared_buffers = 16MB", "recovery_init_sync_method = syncfs",
                "log_min_messages = warning", "hot_standby = on", .. settings,
            ]);
        await StartAgainAsync();
    }

    private void SendAll(SignalKind kind)
    {
        foreach (var pid in ProcessTable.WithWorkingDirectory(DataDirectory))
        {
            Signal.Send(pid, kind);
        }
    }
}
