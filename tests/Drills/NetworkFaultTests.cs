using Distribution.Drills.Faults;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Tests;

public sealed class NetworkFaultTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);
    private static readonly Victims Primary = Victims.InRole("toy", "primary");
    private static readonly Victims Standby = Victims.InRole("toy", "standby");

    private readonly ToyTarget _target = new();

    [Fact]
    public async Task Isolation_is_both_ways_and_from_supervisor_and_clients_too() =>
        Assert.Equal("Cut toy-1→toy-2,supervisor,client; Cut toy-2,supervisor,client→toy-1", await InjectAsync(NetworkFault.Isolate(Primary, Moment)));

    [Fact]
    public async Task Separation_leaves_everybody_else_alone() =>
        Assert.Equal("Cut toy-1→toy-2; Cut toy-2→toy-1", await InjectAsync(NetworkFault.Separate(Primary, Standby, Moment)));

    [Fact]
    public async Task Mute_member_is_heard_by_nobody_and_hears_everything() =>
        Assert.Equal("Cut toy-1→all", await InjectAsync(NetworkFault.Mute(Primary, Moment)));

    [Fact]
    public async Task Zone_goes_on_within_itself() =>
        Assert.Equal("Cut toy-2→toy-1,supervisor,client; Cut toy-1,supervisor,client→toy-2", await InjectAsync(NetworkFault.Isolate(Victims.ZoneOf(Standby), Moment)));

    [Fact]
    public async Task Slow_and_lossy_networks_are_so_for_all()
    {
        Assert.Equal("Delay all→all", await InjectAsync(NetworkFault.Slow(Moment, Moment, Moment)));
        Assert.Equal("Drop all→all", await InjectAsync(NetworkFault.Lose(0.1, Moment)));
    }

    [Fact]
    public async Task Reset_is_over_before_anything_else_is_done()
    {
        await NetworkFault.Reset(Moment).InjectAsync(_target, CancellationToken.None);

        Assert.Equal(["Reset all→all", "Heal"], _target.Done);
    }

    [Fact]
    public async Task Victim_that_is_not_there_leaves_the_network_alone()
    {
        await Assert.ThrowsAsync<TargetException>(() => NetworkFault.Isolate(Victims.AnyOf("nobody"), Moment).InjectAsync(_target, CancellationToken.None));

        Assert.Empty(_target.Done);
    }

    private async Task<string> InjectAsync(NetworkFault fault)
    {
        var injected = await fault.InjectAsync(_target, CancellationToken.None);
        var done = _target.Done[^1];
        await injected.UndoAsync(CancellationToken.None);
        Assert.Equal("Heal", _target.Done[^1]);
        Assert.Equal(Moment, injected.HoldFor);
        return done;
    }
}
