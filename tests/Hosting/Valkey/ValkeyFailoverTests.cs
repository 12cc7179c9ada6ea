using Distribution.Machine.Processes;
using Distribution.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class ValkeyFailoverTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Measured: killed 0.4–1.1 s, frozen 2.0–2.5 s. Twice that is for a machine on which more processes want to run than there are cores.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);

    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await TestCluster.StartAsync();

    public async ValueTask DisposeAsync()
    {
        output.WriteLine(_cluster.Story);
        await _cluster.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Primary_killed_a_replica_takes_over_and_the_old_one_returns_as_a_replica(bool durable)
    {
        var (old, term) = (_cluster.Primary, _cluster.Term);

        await UnderLoad(durable, async () =>
        {
            _cluster.Processes.Kill(old);
            await _cluster.Until(() => _cluster.Primary != old, "another primary");
        });

        Assert.True(_cluster.Term > term);
        Assert.False(_cluster.Supervisor.View![old].Report!.IsPrimary);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Primary_frozen_it_is_fenced_and_cannot_come_back_as_a_second_primary(bool durable)
    {
        var old = _cluster.Primary;

        await UnderLoad(durable, async () =>
        {
            _cluster.Processes.Send(old, SignalKind.Stop);
            await _cluster.Until(() => _cluster.Primary != old, "another primary");
            _cluster.Processes.Send(old, SignalKind.Continue);
        });

        Assert.Equal(2, _cluster.Processes.Starts[old]);
    }

    [Fact]
    public async Task Switchover_loses_and_refuses_nothing()
    {
        var old = _cluster.Primary;

        // Writes are held back, not refused: who waits long enough, on whatever machine, is answered.
        await using var patient = new ValkeyClient(_cluster.Options with { CommandTimeout = TimeSpan.FromSeconds(20) });
        var load = await UnderLoad(durable: false, () => _cluster.Supervisor.SwitchoverAsync(CancellationToken.None), TimeSpan.FromSeconds(10), patient);

        Assert.NotEqual(old, _cluster.Primary);
        Assert.Equal(1, _cluster.Processes.Starts[old]);
        Assert.Equal(0, load.Failed);
    }

    [Fact]
    public async Task Promote_kills_the_primary_and_a_replica_takes_over_at_once()
    {
        var old = _cluster.Primary;

        await UnderLoad(durable: false, () => _cluster.Supervisor.PromoteAsync(CancellationToken.None));

        Assert.NotEqual(old, _cluster.Primary);
    }

    [Fact]
    public async Task Replica_killed_writes_go_on_and_it_comes_back()
    {
        var replica = TestCluster.Servers.First(s => s != _cluster.Primary);

        var load = await UnderLoad(durable: false, async () =>
        {
            _cluster.Processes.Kill(replica);
            await _cluster.Until(() => _cluster.Processes.Starts[replica] == 2, "the replica is started again");
        });

        Assert.Equal(0, load.Failed);
    }

    [Fact]
    public async Task Sentinel_killed_it_comes_back_and_a_failover_works_meanwhile()
    {
        var old = _cluster.Primary;

        await UnderLoad(durable: false, async () =>
        {
            _cluster.Processes.Kill(TestCluster.SentinelNames[1]);
            _cluster.Processes.Kill(old);
            await _cluster.Until(() => _cluster.Primary != old, "another primary");
        });
    }

    [Fact]
    public async Task Everything_killed_at_once_all_comes_back_with_all_acknowledged_writes()
    {
        await UnderLoad(durable: false, () =>
        {
            foreach (var name in TestCluster.Servers.Concat(TestCluster.SentinelNames).Reverse())
            {
                _cluster.Processes.Kill(name);
            }

            return _cluster.Until(() => TestCluster.Servers.All(s => _cluster.Processes.Starts[s] == 2), "all are started again");
        }, Outage + TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task Two_sentinels_stopped_and_the_primary_killed_it_returns_as_what_it_was()
    {
        var old = _cluster.Primary;
        _cluster.Processes.Stop(TestCluster.SentinelNames[0]);
        _cluster.Processes.Stop(TestCluster.SentinelNames[1]);
        await _cluster.Until(() => !_cluster.Supervisor.View!.Sentinels.CanElect, "the Sentinels cannot elect");
        await using var load = new WriteLoad(_cluster.Client, durable: false);
        await _cluster.Until(() => load.Acknowledged > 20, "the load runs");

        _cluster.Processes.Kill(old);

        await _cluster.Until(() => _cluster.Processes.Starts[old] == 2 && _cluster.Supervisor.View!.Primary.Report is { IsPrimary: true, GoodReplicas: 2 }, "it is back");
        Assert.Equal(old, _cluster.Primary);
        await _cluster.Client.WaitUntilConnectedAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await load.LostAsync());
    }

    [Fact]
    public async Task Supervisor_restarted_while_the_primary_is_replaced_the_old_one_still_returns_as_a_replica()
    {
        var old = _cluster.Primary;

        await UnderLoad(durable: false, () => _cluster.RestartSupervisorAsync(async () =>
        {
            _cluster.Processes.Kill(old);
            await _cluster.Until(() => _cluster.Client.Primary is { } now && now != _cluster.Layout.Server(old).Endpoint, "the client follows");
        }), Outage + TimeSpan.FromSeconds(2));

        Assert.NotEqual(old, _cluster.Primary);
    }

    private async Task<WriteLoad> UnderLoad(bool durable, Func<Task> fault, TimeSpan? outage = null, ValkeyClient? client = null)
    {
        client ??= _cluster.Client;
        await client.WaitUntilConnectedAsync(TestContext.Current.CancellationToken);
        await using var load = new WriteLoad(client, durable);
        await _cluster.Until(() => load.Acknowledged > 50, "the load runs");

        await fault();
        var acknowledged = load.Acknowledged;
        await _cluster.Healthy();
        await _cluster.Until(() => load.Acknowledged > acknowledged + 50, "writes go on");

        var lost = await load.LostAsync();
        output.WriteLine($"{load.Acknowledged} acknowledged, {load.Failed} failed, {lost} lost, longest gap {load.LongestGap.TotalSeconds:0.00} s; {load.LastFailure}");
        Assert.Equal(0, lost);
        Assert.InRange(load.LongestGap, TimeSpan.Zero, outage ?? Outage);
        return load;
    }
}
