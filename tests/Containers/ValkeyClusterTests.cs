using System.Diagnostics;
using Distribution.Servers;
using Distribution.Valkey;

namespace Distribution.Containers.Tests;

/// <summary>Three servers and three Sentinels, with our own client before them.</summary>
public sealed class ValkeyClusterTests(DockerEngine engine)
{
    private static readonly string[] Services = ["valkey-1", "valkey-2", "valkey-3", "valkey-sentinel-1", "valkey-sentinel-2", "valkey-sentinel-3"];
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_primary_is_replaced_within_5_s_and_comes_back_only_as_a_replica_also_when_it_is_started_again_at_once()
    {
        await using var servers = await RunningServers.StartAsync(engine, ["valkey"], Services);
        await using var client = new ValkeyClient(ValkeyOptions.Parse(
            $"sentinels={servers.Address(41)}:26379,{servers.Address(42)}:26379,{servers.Address(43)}:26379;service=valkey;user=app;passwordFile={servers.Secret("valkey-app")}"));
        await using var writer = new KeyWriter(client);
        await writer.UntilMoreAsync(20);

        var first = client.Primary!.Value.Host;
        writer.ForgetGap();
        await servers.KillAsync(Service(servers, first));
        await writer.UntilMoreAsync(20);
        Assert.InRange(writer.LongestGap, TimeSpan.Zero, Budget);
        var second = client.Primary!.Value.Host;
        Assert.NotEqual(first, second);

        await servers.StartAsync(Service(servers, first));
        await UntilReplicaAsync(servers, first);

        await servers.CrashAsync(Service(servers, second));
        await writer.UntilMoreAsync(20);
        await UntilReplicaAsync(servers, second);
        Assert.NotEqual(second, client.Primary!.Value.Host);

        Assert.Empty(await writer.StopAndFindLostAsync());
    }

    private static string Service(RunningServers servers, string address) => $"valkey-{address[^1]}";

    private static Task UntilReplicaAsync(RunningServers servers, string address) =>
        Eventually.True(async () => (await RoleAsync(servers, Service(servers, address))).Contains("role:slave\nmaster_link_status:up", StringComparison.Ordinal), Patience, $"{address} is a replica");

    private static async Task<string> RoleAsync(RunningServers servers, string service)
    {
        const string Question = """REDISCLI_AUTH=$(cat /run/secrets/valkey-supervisor) valkey-cli --no-auth-warning --user supervisor INFO replication | tr -d '\r' | grep -E '^(role|master_link_status):'""";
        return await servers.ExecAsync(service, "bash", "-c", Question);
    }

    /// <summary>Writes that are acknowledged by a replica too.</summary>
    private sealed class KeyWriter : IAsyncDisposable
    {
        private readonly ValkeyClient _client;
        private readonly CancellationTokenSource _stop = new();
        private readonly List<int> _acknowledged = [];
        private readonly Lock _lock = new();
        private readonly Task _writing;
        private long _last = Stopwatch.GetTimestamp();
        private TimeSpan _gap;

        public KeyWriter(ValkeyClient client)
        {
            _client = client;
            _writing = WriteAsync();
        }

        public TimeSpan LongestGap
        {
            get
            {
                lock (_lock)
                {
                    return _gap;
                }
            }
        }

        public void ForgetGap()
        {
            lock (_lock)
            {
                _gap = TimeSpan.Zero;
            }
        }

        public async Task UntilMoreAsync(int keys)
        {
            var before = Count();
            await Eventually.True(() => Count() >= before + keys, Patience, "writes are acknowledged");
        }

        public async Task<IReadOnlyList<int>> StopAndFindLostAsync()
        {
            await _stop.CancelAsync();
            await _writing;
            List<int> lost = [];
            foreach (var key in _acknowledged)
            {
                if (await _client.GetTextAsync($"key-{key}") is null)
                {
                    lost.Add(key);
                }
            }

            return lost;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _writing;
            _stop.Dispose();
        }

        private int Count()
        {
            lock (_lock)
            {
                return _acknowledged.Count;
            }
        }

        private async Task WriteAsync()
        {
            for (var key = 1; !_stop.IsCancellationRequested; key++)
            {
                try
                {
                    await _client.ExecuteDurablyAsync(ValkeyCommand.Of("SET", $"key-{key}", "there"), replicas: 1, within: TimeSpan.FromSeconds(1), _stop.Token);
                    Acknowledge(key);
                }
                catch (Exception failure) when (failure is ValkeyException or OperationCanceledException)
                {
                    // Nobody was told that this key is there.
                }

                await Task.Delay(TimeSpan.FromMilliseconds(20), _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private void Acknowledge(int key)
        {
            lock (_lock)
            {
                _acknowledged.Add(key);
                var now = Stopwatch.GetTimestamp();
                var gap = Stopwatch.GetElapsedTime(_last, now);
                _gap = gap > _gap ? gap : _gap;
                _last = now;
            }
        }
    }
}
