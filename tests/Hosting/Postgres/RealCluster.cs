using Distribution.Hosting.Postgres.Members;
using Distribution.Hosting.Postgres.Supervision;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>Two real servers under a real supervisor, which can be replaced by another one while the servers go on.</summary>
internal sealed class RealCluster : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TemporaryFolder _folder = new();
    private readonly PortLease[] _ports;
    private readonly MemberAddress[] _addresses;
    private readonly OwnedProcess[] _processes;
    private readonly ClusterSecrets _secrets;
    private readonly Account? _account = Account.ForServers();
    private readonly TestLog _log = new(TimeProvider.System);

    private RealCluster(int members, string? primaryRoot, string? standbyRoot)
    {
        Directory.CreateDirectory(_folder["secrets"]);
        Directory.CreateDirectory(_folder["cluster"]);
        Directory.CreateDirectory(_folder["data"]);
        _account?.Own(_folder["cluster"]);
        _account?.Own(_folder["data"]);
        _secrets = new ClusterSecrets("postgres", _folder["secrets"], _folder["cluster"], _account);
        _ports = [.. Enumerable.Range(0, members).Select(_ => PortLease.Acquire())];
        _addresses = [.. _ports.Select((port, index) => new MemberAddress($"postgres-{index + 1}", port.Port, Path.Combine((index == 0 ? primaryRoot : standbyRoot) ?? _folder["data"], $"postgres-{index + 1}"), _folder["cluster", $"postgres-{index + 1}.conf"]))];
        _processes = [.. _addresses.Select(address => new OwnedProcess(address, (name, token) => Supervisor!.PrepareStartAsync(name, token)))];
        Supervisor = NewSupervisor();
        Supervisor.Start();
    }

    public Supervisor Supervisor { get; private set; }

    public string StateFile => _folder["cluster", "state.json"];

    public string Log => _log.Text;

    public OwnedProcess this[string member] => _processes[int.Parse(member[^1..]) - 1];

    public string Primary => Supervisor.Status.Primary ?? throw new InvalidOperationException("No primary is known yet.");

    public string Standby => Supervisor.Status.Members.First(member => member.Role == MemberRole.Standby).Name;

    public static async Task<RealCluster> StartAsync(int members = 2, string? primaryRoot = null, string? standbyRoot = null)
    {
        var cluster = new RealCluster(members, primaryRoot, standbyRoot);
        try
        {
            await cluster.StartAllAsync();
            await cluster.RedundantAsync();
            return cluster;
        }
        catch (Exception failure)
        {
            var log = cluster.Log;
            await cluster.DisposeAsync();
            throw new InvalidOperationException($"{failure.Message}\n{log}", failure);
        }
    }

    /// <summary>Starts every member at once, as an orchestrator does.</summary>
    public Task StartAllAsync() => Task.WhenAll(_processes.Select(process => process.BeginAsync()));

    public Task RedundantAsync() => UntilAsync(status => status.IsRedundant, "the cluster is redundant");

    public async Task UntilAsync(Func<ClusterStatus, bool> condition, string because)
    {
        try
        {
            await Eventually.True(() => condition(Supervisor.Status), Patience, because);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} It is {Supervisor.Status}; log:\n{Log}", late);
        }
    }

    /// <summary>The supervisor dies, as with its AppHost, and the servers go on.</summary>
    public async Task LoseSupervisorAsync() => await Supervisor.DisposeAsync();

    /// <summary>Another supervisor starts, knowing only what is on disk. The servers need not be running.</summary>
    public async Task ReplaceSupervisorAsync(bool start)
    {
        Supervisor = NewSupervisor();
        Supervisor.Start();
        if (start)
        {
            await StartAllAsync();
        }
    }

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = string.Join(',', _addresses.Select(address => $"127.0.0.1:{address.Port}")),
        Database = "access",
        Username = "access_owner",
        Password = _secrets.Password("access_owner"),
        Timeout = 2,
        CommandTimeout = 3,
        CancellationTimeout = 500,
        HostRecheckSeconds = 0,
    }.ConnectionString;

    public string MemberConnectionString(string member, string role, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _addresses.First(address => address.Name == member).Port,
        Database = database,
        Username = role,
        Password = _secrets.Password(role),
        Pooling = false,
        Timeout = 2,
    }.ConnectionString;

    public async Task<T> QueryAsync<T>(string member, string sql, string role = "access_owner", string database = "access")
    {
        await using var connection = new NpgsqlConnection(MemberConnectionString(member, role, database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Supervisor.DisposeAsync();
        foreach (var process in _processes)
        {
            await process.FenceAsync(CancellationToken.None);
            process.Dispose();
        }

        foreach (var port in _ports)
        {
            port.Dispose();
        }

        _folder.Dispose();
    }

    private Supervisor NewSupervisor()
    {
        var members = _addresses.Select((address, index) =>
        {
            var connections = new MemberConnections(address, _secrets, TimeProvider.System);
            var peer = _addresses.FirstOrDefault(other => other != address)?.Name;
            return new Member(
                address.Name,
                new SslRequestProbe(address.Port, TimeProvider.System),
                _processes[index],
                new MemberSql(connections, peer, new Provisioning(_secrets, [new Database("access")]), TimeProvider.System),
                new MemberData(address, _addresses, _secrets, _account));
        }).ToArray();
        return new Supervisor("postgres", members, new RecordFile(StateFile, "postgres"), TimeProvider.System, _log);
    }
}
