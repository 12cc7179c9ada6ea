using Distribution.Machine.Processes;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Scheduler.Tests;

public sealed class SuccessionTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Added to each goal: a test machine whose cores are all busy.</summary>
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(5);

    private Pair _pair = null!;

    public async ValueTask InitializeAsync() => _pair = await Pair.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.All(Terms().Zip(Terms().Skip(1)), pair => Assert.True(pair.First <= pair.Second, "A job of an old term came after one of a newer."));
        await _pair.DisposeAsync();
    }

    [Fact]
    public async Task One_of_two_leads_and_enqueues_every_second_under_its_term()
    {
        await Eventually.True(() => _pair.Queue.Sweeps.Count >= 4, because: "it goes on enqueueing");

        var (_, follower, _) = await _pair.RolesAsync();
        Assert.All(_pair.Queue.Sweeps, sweep => Assert.True(sweep.Term > 0));
        Assert.Contains(_pair.Queue.Ticks, tick => tick.Kind == "access.reviews");
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
        var resumed = _pair.Queue.Sweeps.Count;
        await Eventually.True(() => _pair.Queue.Sweeps.Count >= resumed + 3, because: "the successor goes on");
        Assert.DoesNotContain(_pair.Queue.Sweeps.Skip(resumed).Skip(1), sweep => sweep.Term == term);
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

        await _pair.Server.ExecuteAsync($"UPDATE fences SET term = {term + 2} WHERE name = 'scheduler'");

        await Eventually.True(() => _pair.Queue.Sweeps.Count(sweep => sweep.Term >= term + 2) >= 3, because: "a leader with a higher term enqueues");
    }

    [Fact]
    public async Task Tick_that_failed_is_made_up_for_with_all_that_it_brings()
    {
        var (leader, follower, term) = await _pair.RolesAsync();
        await using (var locked = new NpgsqlConnection(_pair.Server.ConnectionString()))
        {
            await locked.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await locked.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var command = new NpgsqlCommand("LOCK TABLE jobs IN EXCLUSIVE MODE", locked, transaction);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            leader.Send(SignalKind.Kill);
            await Eventually.True(() => follower.Output.Split("could not enqueue").Length > 2, because: "the first two ticks of the successor fail");
        }

        await Eventually.True(() => _pair.Queue.Ticks.Any(tick => tick.Kind == "access.reviews" && tick.Term > term), because: "it enqueues");
        Assert.InRange(_pair.Queue.Ticks.TakeWhile(tick => tick.Kind != "access.reviews" || tick.Term == term).Count(tick => tick.Kind == "access.sweep" && tick.Term > term), 0, 1);
    }

    [Fact]
    public async Task Jobs_that_nobody_runs_do_not_pile_up()
    {
        await _pair.Queue.DisposeAsync();

        await Eventually.True(async () => await JobsAsync() is 3L, because: "one of each kind waits");
        await Eventually.True(async () => await _pair.Server.ExecuteAsync("SELECT next_at FROM job_schedules") is DateTime next && next > TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-1) && await JobsAsync() is 3L, because: "the scheduler goes on");
    }

    [Fact]
    public async Task Cron_schedule_is_enqueued_when_its_time_comes() =>
        await Eventually.True(() => _pair.Queue.Ticks.Count(tick => tick.Kind == "report") >= 3, because: "the report of each second ran");

    [Fact]
    public async Task Database_restarted_a_leader_is_there_again_without_a_restart_of_the_schedulers()
    {
        var (_, _, term) = await _pair.RolesAsync();

        await _pair.Server.KillAsync();
        await Eventually.True(async () => await _pair.One.StatusAsync("/readyz") == 503 && await _pair.One.StatusAsync("/healthz") == 200, because: "it is alive but not ready");
        await Eventually.True(async () => !await _pair.One.LeadsAsync() && !await _pair.Two.LeadsAsync(), because: "nobody leads");
        await _pair.Server.StartAgainAsync();

        await Eventually.True(() => _pair.Queue.Sweeps.Any(sweep => sweep.Term > term), because: "somebody leads again");
    }

    private Task<object?> JobsAsync() => _pair.Server.ExecuteAsync("SELECT count(*) FROM jobs");

    private long[] Terms() => [.. _pair.Queue.Sweeps.Select(sweep => sweep.Term)];

    private void AssertWithin(TimeSpan goal, TimeSpan took, string how)
    {
        output.WriteLine($"{how}: the successor's first job ran after {took.TotalMilliseconds:0} ms (goal {goal.TotalSeconds} s)");
        Assert.True(took < goal + Allowance, $"The successor's first job ran after {took}.");
    }
}
