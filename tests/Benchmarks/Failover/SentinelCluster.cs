using Distribution.Machine.Ports;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Benchmarks.Failover;

/// <summary>A Valkey primary with two replicas under three Sentinels, as the manual sets them up, with nobody else looking after them.</summary>
/// <param name="downAfter">How long a Sentinel hears nothing before it takes a primary for down; 30 s is Sentinel's own default.</param>
internal sealed class SentinelCluster(TimeSpan downAfter) : IContender
{
    private const string Service = "bench";

    private readonly TemporaryFolder _folder = new();
    private readonly List<PortLease> _leases = [];
    private readonly List<ValkeyServer> _servers = [];
    private readonly List<ServerProcess> _sentinels = [];

    private string ConnectionString => $"sentinels={string.Join(',', _leases.Select(lease => $"127.0.0.1:{lease.Port}"))};service={Service}";

    public async Task StartAsync()
    {
        _servers.Add(await ValkeyServer.StartAsync());
        for (var replica = 0; replica < 2; replica++)
        {
            _servers.Add(await ValkeyServer.StartAsync("--replicaof", "127.0.0.1", $"{_servers[0].Port}", "--repl-diskless-sync-delay", "0"));
        }

        for (var sentinel = 0; sentinel < 3; sentinel++)
        {
            var lease = PortLease.Acquire();
            _leases.Add(lease);
            var file = _folder[$"sentinel-{sentinel}.conf"];
            await File.WriteAllTextAsync(file, $"""
                port {lease.Port}
                bind 127.0.0.1
                sentinel monitor {Service} 127.0.0.1 {_servers[0].Port} 2
                sentinel down-after-milliseconds {Service} {downAfter.TotalMilliseconds:0}

                """);
            Account.ForServers()?.Own(_folder.Path);
            _sentinels.Add(ServerProcess.Start("valkey-sentinel", file));
        }
    }

    public async Task<IWriter> ConnectAsync()
    {
        var writer = await ValkeyWriter.ConnectAsync(ConnectionString);

        // They find each other and the replicas through the primary, each 2 s and each 10 s; a failover before that cannot be agreed on.
        await Task.Delay(TimeSpan.FromSeconds(12));
        return writer;
    }

    public Task BreakAsync()
    {
        _servers[0].Kill();
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _sentinels.ForEach(sentinel => sentinel.Dispose());
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _leases.ForEach(lease => lease.Dispose());
        _folder.Dispose();
    }
}
