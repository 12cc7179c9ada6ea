using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class SwitchoverTests
{
    private readonly FakeCluster _cluster = new(Views.Healthy);

    [Fact]
    public async Task Switchover_holds_writes_back_from_before_the_promotion_until_the_old_primary_is_a_replica()
    {
        var record = await RunAsync();

        Assert.Equal(new ClusterRecord("b", 8), record);
        Assert.Equal(["pause a", "failover", "a follows b", "c follows b", "resume a"], _cluster.Story);
    }

    [Fact]
    public async Task Switchover_when_a_replica_does_not_catch_up_is_called_off_and_writes_go_on()
    {
        _cluster.View = Views.Healthy.With("c", m => m with { Report = m.Report! with { Offset = 1 } });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(RunAsync);

        Assert.Contains("did not catch up", error.Message);
        Assert.Equal(["pause a", "resume a"], _cluster.Story);
    }

    [Fact]
    public async Task Switchover_when_nobody_is_promoted_is_called_off_and_the_old_primary_stays_one()
    {
        _cluster.Heir = null;

        await Assert.ThrowsAsync<InvalidOperationException>(RunAsync);

        Assert.Equal(["pause a", "failover", "resume a"], _cluster.Story);
    }

    [Theory]
    [InlineData("primary frozen", "use promote")]
    [InlineData("no replica", "no replica")]
    [InlineData("two sentinels gone", "1 of 3 Sentinels")]
    public async Task Switchover_that_could_not_work_is_not_begun(string fault, string says)
    {
        _cluster.View = fault switch
        {
            "primary frozen" => Views.Healthy.Frozen("a", 1),
            "no replica" => Views.Healthy.Gone("b").Gone("c"),
            _ => Views.Healthy.Without(sentinels: 2),
        };

        Assert.Contains(says, (await Assert.ThrowsAsync<InvalidOperationException>(RunAsync)).Message);
        Assert.Empty(_cluster.Story);
    }

    [Fact]
    public async Task Promotion_kills_first_and_levels_before_it_promotes()
    {
        _cluster.View = Views.Healthy.With("c", m => m with { Report = m.Report! with { Offset = 1 } });

        var record = await new Promotion(_cluster, _cluster, _cluster, _cluster.LookAsync, new HurriedTime()).RunAsync(CancellationToken.None);

        Assert.Equal(new ClusterRecord("b", 8), record);
        Assert.Equal(["kill a", "b leads", "c follows b", "failover"], _cluster.Story);
    }

    [Fact]
    public async Task Promotion_without_an_heir_kills_nobody()
    {
        _cluster.View = Views.Healthy.Gone("b").Gone("c");

        await Assert.ThrowsAsync<InvalidOperationException>(() => new Promotion(_cluster, _cluster, _cluster, _cluster.LookAsync, new HurriedTime()).RunAsync(CancellationToken.None));

        Assert.Empty(_cluster.Story);
    }

    private Task<ClusterRecord> RunAsync() => new Switchover(_cluster, _cluster, _cluster.LookAsync, new HurriedTime()).RunAsync(CancellationToken.None);
}
