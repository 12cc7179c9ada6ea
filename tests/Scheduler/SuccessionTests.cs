using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Scheduler.Tests;

public sealed class SuccessionTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Added to each goal: a test machine whose cores are all busy.</summary>
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(5);

    private Pair _pair = null!;

    public async ValueTask InitializeAsync() => _pair = await Pair.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.All(Terms().Zip(Terms().Skip(1)), pair => Assert.True(pair.First <= pair.Second, "An old term swept after a newer one."));
        await _pair.DisposeAsync();
    }

    [Fact]
    public async Task One_of_two_leads_and_sweeps_every_second_under_its_term()
    {
        await Eventually.True(() => _pair.Fence.Accepted.Count >= 4, because: "it goes on sweeping");

        var (_, follower, _) = await _pair.RolesAsync();
        Assert.All(_pair.Fence.Sweeps, sweep => Assert.True(sweep is { Lease: "scheduler", Accepted: true, Term: > 0 }));
        Assert.Equal((200, 200), (await follower.StatusAsync("/healthz"), await follower.StatusAsync("/readyz")));
    }

    [Fact]
    public async Task Leader_killed_its_successor_acts_within_two_seconds()
    {
        var (leader, _, term) = await _pair.RolesAsync();

        var killed = Pair.Signal(leader, SignalKind.Kill);

        AssertWithin(TimeSpan.FromSeconds(2), await _pair.SuccessorActedAsync(term, killed), "killed");
    }

    [Fact]
    public async Task Leader_frozen_its_successor_acts_and_the_resumed_one_steps_down_at_once()
    {
        var (leader, follower, term) = await _pair.RolesAsync();

        var frozen = Pair.Signal(leader, SignalKind.Stop);
        AssertWithin(TimeSpan.FromSeconds(3), await _pair.SuccessorActedAsync(term, frozen), "frozen");
        leader.Send(SignalKind.Continue);

        Assert.False(await leader.LeadsAsync());
        await Eventually.True(follower.LeadsAsync, because: "the successor leads");
        var resumed = _pair.Fence.Sweeps.Count;
        await Eventually.True(() => _pair.Fence.Sweeps.Count >= resumed + 3, because: "the successor goes on");
        Assert.DoesNotContain(_pair.Fence.Sweeps.Skip(resumed).Skip(1), sweep => sweep.Term == term);
        Assert.False(leader.HasExited);
    }

    [Fact]
    public async Task Leader_told_to_end_hands_over_and_ends_with_zero()
    {
        var (leader, _, term) = await _pair.RolesAsync();

        var told = Pair.Signal(leader, SignalKind.Term);

        AssertWithin(TimeSpan.FromSeconds(1), await _pair.SuccessorActedAsync(term, told), "told to end");
        await Eventually.True(() => leader.HasExited, because: "it ends");
        Assert.Equal(0, leader.ExitCode);
        Assert.Contains($"scheduler#{term}: released", leader.Output);
    }

    [Fact]
    public async Task Leader_whose_term_is_refused_steps_down_and_the_lease_goes_on_under_a_higher_one()
    {
        var (_, _, term) = await _pair.RolesAsync();

        _pair.Fence.Pass(new("scheduler", term + 2));

        await Eventually.True(() => _pair.Fence.Accepted.Count(sweep => sweep.Term >= term + 2) >= 3, because: "a leader with a higher term sweeps");
    }

    [Fact]
    public async Task Replicas_that_hang_fail_or_are_gone_are_passed_over()
    {
        _pair.Replicas[0].Hangs = true;
        _pair.Replicas[1].Refusal = System.Net.HttpStatusCode.ServiceUnavailable;
        var before = _pair.Replicas[2].Asked;

        await Eventually.True(() => _pair.Replicas[2].Asked >= before + 3, because: "the healthy replica is asked");

        await _pair.Replicas[2].DisposeAsync();
        _pair.Replicas[0].Hangs = false;
        var accepted = _pair.Fence.Accepted.Count;
        await Eventually.True(() => _pair.Fence.Accepted.Count >= accepted + 2, because: "another replica sweeps");
    }

    [Fact]
    public async Task Database_restarted_a_leader_is_there_again_without_a_restart_of_the_schedulers()
    {
        var (_, _, term) = await _pair.RolesAsync();

        await _pair.Server.KillAsync();
        await Eventually.True(async () => await _pair.One.StatusAsync("/readyz") == 503 && await _pair.One.StatusAsync("/healthz") == 200, because: "it is alive but not ready");
        await Eventually.True(async () => !await _pair.One.LeadsAsync() && !await _pair.Two.LeadsAsync(), because: "nobody leads");
        await _pair.Server.StartAgainAsync();

        await Eventually.True(() => _pair.Fence.Accepted.Any(sweep => sweep.Term > term), because: "somebody leads again");
    }

    private long[] Terms() => [.. _pair.Fence.Accepted.Select(sweep => sweep.Term)];

    private void AssertWithin(TimeSpan goal, TimeSpan took, string how)
    {
        output.WriteLine($"{how}: the successor swept after {took.TotalMilliseconds:0} ms (goal {goal.TotalSeconds} s)");
        Assert.True(took < goal + Allowance, $"The successor swept after {took}.");
    }
}
