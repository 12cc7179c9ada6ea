using System.Globalization;
using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Benchmarks.Failover;

/// <summary>Two Postgres servers, each looked after by a Patroni, and an etcd that nothing happens to (Debian's packages patroni, python3-etcd, etcd-server).</summary>
/// <param name="settings">Its times.</param>
/// <param name="wholeNode">Whether Patroni dies with its primary, as when a machine is lost; otherwise only Postgres does.</param>
internal sealed class PatroniCluster(PatroniSettings settings, bool wholeNode) : IContender
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly List<PortLease> _leases = [];
    private readonly List<(ServerProcess Patroni, string Data, int Port)> _nodes = [];
    private ServerProcess? _etcd;

    private string Hosts => $"Host={string.Join(',', _nodes.Select(node => $"127.0.0.1:{node.Port}"))};Database=postgres;Username=postgres";

    public async Task StartAsync()
    {
        Account.ForServers()?.Own(_folder.Path);
        var (etcd, peer) = (Lease(), Lease());
        _etcd = ServerProcess.Start("etcd", "--data-dir", _folder["etcd"], "--listen-client-urls", Url(etcd), "--advertise-client-urls", Url(etcd), "--listen-peer-urls", Url(peer), "--initial-advertise-peer-urls", Url(peer), "--initial-cluster", $"default={Url(peer)}");
        foreach (var name in new[] { "one", "two" })
        {
            await StartNodeAsync(name, etcd);
        }

        await Eventually.True(async () => await ScalarAsync("SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'") == 1, Patience, "Patroni's standby streams; it needs Debian's patroni, python3-etcd and etcd-server");
    }

    public async Task<IWriter> ConnectAsync() => await PostgresWriter.ConnectAsync(Hosts);

    public async Task BreakAsync()
    {
        var port = await ScalarAsync("SELECT inet_server_port()");
        var (patroni, data, _) = _nodes.Single(node => node.Port == port);
        var postmaster = int.Parse(File.ReadLines(Path.Combine(data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        if (wholeNode)
        {
            Signal.Send(patroni.Pid, SignalKind.Kill);
        }

        foreach (var process in ProcessTable.Descendants(postmaster).Prepend(postmaster))
        {
            Signal.Send(process, SignalKind.Kill);
        }
    }

    // Postgres outlives its Patroni and holds its output, for whose end a disposal waits: both are killed before.
    public ValueTask DisposeAsync()
    {
        _nodes.ForEach(node => Signal.Send(node.Patroni.Pid, SignalKind.Kill));
        foreach (var process in _nodes.SelectMany(node => ProcessTable.WithWorkingDirectory(node.Data)))
        {
            Signal.Send(process, SignalKind.Kill);
        }

        _nodes.ForEach(node => node.Patroni.Dispose());
        _etcd?.Dispose();
        _leases.ForEach(lease => lease.Dispose());
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task StartNodeAsync(string name, int etcd)
    {
        var (postgres, rest, data) = (Lease(), Lease(), _folder[name]);
        var file = _folder[$"{name}.yml"];
        await File.WriteAllTextAsync(file, $"""
            scope: bench
            name: {name}
            restapi: {"{"} listen: "127.0.0.1:{rest}", connect_address: "127.0.0.1:{rest}" {"}"}
            etcd3: {"{"} host: "127.0.0.1:{etcd}" {"}"}
            bootstrap:
              dcs:
                {settings.Dynamic}
              initdb: [ encoding: UTF8 ]
              pg_hba: [ "host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust" ]
            postgresql:
              listen: 127.0.0.1:{postgres}
              connect_address: 127.0.0.1:{postgres}
              data_dir: {data}
              pgpass: {data}.pgpass
              bin_dir: {Path.GetDirectoryName(Tool.Find("initdb"))}
              parameters: {"{"} unix_socket_directories: "{_folder.Path}", recovery_init_sync_method: syncfs {"}"}
              authentication: {"{"} superuser: {"{"} username: postgres {"}"}, replication: {"{"} username: postgres {"}"} {"}"}
            """);
        _nodes.Add((ServerProcess.Start("patroni", file), data, postgres));
    }

    private async Task<int> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Hosts};Target Session Attributes=primary;Host Recheck Seconds=0;Timeout=2;Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private int Lease()
    {
        _leases.Add(PortLease.Acquire());
        return _leases[^1].Port;
    }

    private static string Url(int port) => $"http://127.0.0.1:{port}";
}
