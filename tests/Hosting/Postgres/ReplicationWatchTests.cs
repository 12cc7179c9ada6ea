using Distribution.Hosting.Postgres.Supervision;
using Distribution.Hosting.Tests.Postgres.Simulation;

namespace Distribution.Hosting.Tests.Postgres;

public sealed class ReplicationWatchTests
{
    private readonly InventedTime _time = new();

    [Fact]
    public void Stall_seen_by_one_late_look_counts_from_that_look()
    {
        var watch = new ReplicationWatch(_time);
        watch.Observe("postgres-1", Sight(position: 100, flushed: 90));
        _time.Advance(TimeSpan.FromSeconds(3));
        watch.Observe("postgres-1", Sight(position: 200, flushed: 90));

        Assert.Equal(TimeSpan.Zero, watch.View().StalledFor);
    }

    [Fact]
    public void Stall_grows_from_look_to_look_and_ends_with_progress()
    {
        var watch = new ReplicationWatch(_time);
        watch.Observe("postgres-1", Sight(position: 100, flushed: 90));
        watch.Observe("postgres-1", Sight(position: 200, flushed: 90));
        _time.Advance(TimeSpan.FromSeconds(1));
        watch.Observe("postgres-1", Sight(position: 200, flushed: 90));
        Assert.Equal(TimeSpan.FromSeconds(1), watch.View().StalledFor);

        watch.Observe("postgres-1", Sight(position: 200, flushed: 95));

        Assert.Equal(TimeSpan.Zero, watch.View().StalledFor);
    }

    [Fact]
    public void Absence_does_not_grow_while_nobody_looks()
    {
        var watch = new ReplicationWatch(_time);
        watch.Observe("postgres-1", new MemberSight(InRecovery: false, Timeline: 1, Position: 100, SynchronousNames: "", Standby: null));
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.Zero, watch.View().UnseenFor);
    }

    [Fact]
    public void Lost_standby_that_is_only_called_streaming_is_not_required_before_it_confirms_what_it_lacked()
    {
        var watch = new ReplicationWatch(_time);
        watch.Observe("postgres-1", Sight(position: 200, flushed: 90));
        watch.NoteLoss();
        watch.Observe("postgres-1", Sight(position: 300, flushed: 90));
        Assert.False(watch.View().MayRequire);
        watch.Observe("postgres-1", Sight(position: 300, flushed: 199));
        Assert.False(watch.View().MayRequire);

        watch.Observe("postgres-1", Sight(position: 300, flushed: 200));

        Assert.True(watch.View().MayRequire);
    }

    [Fact]
    public void Loss_that_is_noted_twice_from_one_look_counts_once()
    {
        var watch = new ReplicationWatch(_time);
        watch.Observe("postgres-1", Sight(position: 100, flushed: 90));
        watch.NoteLoss();
        watch.NoteLoss();

        watch.Observe("postgres-1", Sight(position: 100, flushed: 100));

        Assert.True(watch.View().MayRequire);
    }

    private static MemberSight Sight(ulong position, ulong flushed) =>
        new(InRecovery: false, Timeline: 1, position, "FIRST 1 (\"postgres-2\")", new StandbySight(Streaming: true, Synchronous: true, flushed));
}
