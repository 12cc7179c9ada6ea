using Distribution.Hosting.Members;
using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class ValkeySupervisorTests : IDisposable
{
    private readonly FakeCluster _cluster = new(Views.Healthy);
    private readonly HurriedTime _time = new();
    private readonly FakeRecords _records = new();
    private readonly ValkeySupervisor _supervisor;

    public ValkeySupervisorTests() => _supervisor = new ValkeySupervisor(
        new ClusterWatch(["a", "b", "c"], [], _cluster, _cluster, _cluster, _time), _cluster, _cluster, _cluster, _records, new Wakeup(), _ => { }, new TestLog(), _time);

    public void Dispose() => _supervisor.Dispose();

    [Fact]
    public async Task Round_when_the_primary_died_levels_has_one_promoted_adopts_it_and_starts_the_old_one()
    {
        await RoundAsync();
        _cluster.View = Views.Healthy.Gone("a").With("c", m => m with { Report = m.Report! with { Offset = 1 } });

        await RoundAsync();
        await RoundAsync();
        await RoundAsync();

        Assert.Equal(["b leads", "c follows b", "failover", "start a"], _cluster.Story);
        Assert.Equal(new ClusterRecord("b", 8), _records.Saved);
    }

    [Fact]
    public async Task Round_does_not_have_two_promoted_while_the_first_is_on_its_way()
    {
        await RoundAsync();
        _cluster.Heir = null;
        _cluster.View = Views.Healthy.Gone("a");

        await RoundAsync();
        await RoundAsync();

        Assert.Equal(["failover"], _cluster.Story);
        _time.Pass(ValkeyClusterDefaults.PromotionPatience);
        await RoundAsync();
        Assert.Equal(["failover", "failover"], _cluster.Story);
    }

    [Fact]
    public async Task Role_for_a_start_waits_until_it_is_certain()
    {
        List<string> waiting = [];
        _cluster.View = Views.Healthy.Gone("a").With(s => s with { Replacing = "a" });
        var role = _supervisor.RoleForStartAsync(
            "a",
            why =>
            {
                waiting.Add(why);
                _cluster.View = Views.Healthy.Switched("b").Gone("a");
                _ = RoundAsync();
            },
            CancellationToken.None);

        Assert.Equal(new StartRole.ReplicaOf("b"), await role);
        Assert.NotEmpty(waiting);
    }

    private Task<bool> RoundAsync() => _supervisor.RoundAsync(CancellationToken.None);

    private sealed class FakeRecords : IClusterRecords
    {
        public ClusterRecord? Saved { get; private set; }

        public ClusterRecord Load() => Saved ?? Views.Healthy.Record;

        public void Save(ClusterRecord record) => Saved = record;
    }
}
