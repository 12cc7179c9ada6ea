using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class ClusterWatchTests
{
    private readonly HurriedTime _time = new();
    private readonly FakeCluster _cluster = new(Views.Healthy);
    private readonly ClusterWatch _watch;

    public ClusterWatchTests() => _watch = new ClusterWatch(["a", "b", "c"], [], _cluster, _cluster, _cluster, _time);

    [Fact]
    public async Task Silence_is_counted_from_the_first_look_without_an_answer()
    {
        await LookAsync(after: 0);
        _cluster.View = Views.Healthy.Frozen("a", 0);

        Assert.Equal(TimeSpan.Zero, (await LookAsync(after: 10)).SilentFor);
        Assert.Equal(TimeSpan.FromSeconds(2), (await LookAsync(after: 2)).SilentFor);
        _cluster.View = Views.Healthy;
        Assert.Equal(TimeSpan.Zero, (await LookAsync(after: 1)).SilentFor);
    }

    [Fact]
    public async Task Offset_and_role_are_remembered_over_the_end()
    {
        await LookAsync(after: 0);
        _cluster.View = Views.Healthy.Gone("a");

        var gone = await LookAsync(after: 1);

        Assert.Equal((100L, true, ProcessState.Gone), (gone.LastOffset, gone.LastWasPrimary, gone.Process));
        Assert.Equal(TimeSpan.FromSeconds(5), (await LookAsync(after: 5)).GoneFor);
    }

    [Fact]
    public async Task Starts_that_end_before_an_answer_are_counted_and_pauses_grow_with_them()
    {
        await LookAsync(after: 0);
        for (var failed = 0; failed < 3; failed++)
        {
            _cluster.View = Views.Healthy.Gone("a");
            Assert.Equal(failed, (await LookAsync(after: 100)).FailedStarts);
            _watch.Starting("a");
            _cluster.View = Views.Healthy.Frozen("a", 0);
            Assert.False((await LookAsync(after: 0)).HasAnswered);
        }

        _cluster.View = Views.Healthy.Gone("a");
        Assert.False((await LookAsync(after: 0)).MayStart);
        Assert.True((await LookAsync(after: 6)).MayStart);
        _cluster.View = Views.Healthy;
        Assert.Equal(0, (await LookAsync(after: 0)).FailedStarts);
    }

    private async Task<MemberView> LookAsync(int after)
    {
        _time.Pass(TimeSpan.FromSeconds(after));
        return (await _watch.LookAsync(new ClusterRecord("a", 7), CancellationToken.None))["a"];
    }
}
