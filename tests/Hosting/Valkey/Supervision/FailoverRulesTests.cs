using Distribution.Hosting.Valkey;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class FailoverRulesTests
{
    private static readonly StartRole Primary = new StartRole.Primary();

    private static string[] Next(ClusterView view) =>
        [.. FailoverRules.Next(view).Select(a => a switch
        {
            SupervisorAction.Adopt adopt => $"adopt {adopt.Member} {adopt.Term}",
            SupervisorAction.Fence fence => $"fence {fence.Member}",
            SupervisorAction.Start start => $"start {start.Member}",
            SupervisorAction.Follow follow => $"{follow.Member} follows {follow.Upstream}",
            SupervisorAction.Replace replace => $"replace {replace.Member}",
            _ => throw new NotSupportedException(),
        })];

    [Fact]
    public void All_is_well_nothing_is_done() => Assert.Empty(Next(Views.Healthy));

    [Fact]
    public void Primary_died_the_sentinels_are_told_at_once_and_it_is_not_started()
    {
        var view = Views.Healthy.Gone("a");

        Assert.Equal(["replace a"], Next(view));
        Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(view, "a"));
    }

    [Fact]
    public void Primary_died_and_its_start_waits_another_is_promoted_all_the_same()
    {
        var waiting = Views.Healthy.Gone("a").With("a", m => m with { Process = ProcessState.Starting, GoneFor = TimeSpan.FromSeconds(1) });

        Assert.Equal(["replace a"], Next(waiting));
        Assert.Equal(Primary, FailoverRules.RoleOf(waiting.With("a", m => m with { GoneFor = ValkeyClusterDefaults.SwitchPatience }), "a"));
    }

    [Fact]
    public void Primary_died_and_the_sentinels_suspect_it_already_they_are_left_to_elect() =>
        Assert.Empty(Next(Views.Healthy.Gone("a").With(s => s with { Down = "a" })));

    [Fact]
    public void Primary_died_and_was_replaced_it_returns_as_a_replica()
    {
        var view = Views.Healthy.Gone("a").With("b", m => m with { Report = new NodeReport(true, 120) }).With(s => s with { Primary = "b", Term = 8 });

        Assert.Equal(["adopt b 8"], Next(view));
        Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(view, "a"));
        var after = view with { Record = new ClusterRecord("b", 8) };
        Assert.Contains("start a", Next(after));
        Assert.Equal(new StartRole.ReplicaOf("b"), FailoverRules.RoleOf(after, "a"));
    }

    [Fact]
    public void Primary_died_and_so_did_its_successor_the_successor_is_the_primary_now()
    {
        var view = Views.Healthy.Gone("a").Gone("b").With(s => s with { Primary = "b", Term = 8 });

        Assert.Equal(["adopt b 8"], Next(view));
        var after = view with { Record = new ClusterRecord("b", 8) };
        Assert.Equal(["replace b"], Next(after));
    }

    [Fact]
    public void Primary_died_and_no_replica_is_left_it_returns_as_what_it_was_before_the_replicas()
    {
        var view = Views.Healthy.Gone("a").Gone("b").Gone("c");

        Assert.Equal(["start a"], Next(view));
        Assert.Equal(Primary, FailoverRules.RoleOf(view, "a"));
        Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(view, "b"));
    }

    [Fact]
    public void All_died_and_the_primary_is_back_the_replicas_follow()
    {
        var view = Views.Healthy.Gone("b").Gone("c");

        Assert.Equal(["start b", "start c"], Next(view));
        Assert.Equal(new StartRole.ReplicaOf("a"), FailoverRules.RoleOf(view, "c"));
    }

    [Fact]
    public void All_died_and_the_primary_cannot_start_the_furthest_replica_goes_alone()
    {
        var view = Views.Healthy.Gone("a").Gone("b").Gone("c")
            .With("a", m => m with { FailedStarts = 3, MayStart = false })
            .With("c", m => m with { LastOffset = 130 });

        Assert.Equal(["start c"], Next(view));
        Assert.Equal(new StartRole.ReplicaOf("a"), FailoverRules.RoleOf(view, "c"));
        Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(view, "b"));
    }

    [Fact]
    public void Primary_died_and_two_sentinels_are_gone_it_returns_as_what_it_was_at_once()
    {
        var view = Views.Healthy.Gone("a").Without(sentinels: 2);

        Assert.Equal(["start a"], Next(view));
        Assert.Equal(Primary, FailoverRules.RoleOf(view, "a"));
    }

    [Fact]
    public void Primary_died_and_sentinels_or_replicas_miss_a_look_it_does_not_return_as_a_second_primary()
    {
        foreach (var view in (ClusterView[])[Views.Healthy.Gone("a").Silent(sentinels: 3), Views.Healthy.Gone("a").Frozen("b", 0.5).Frozen("c", 0.5)])
        {
            Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(view, "a"));
            Assert.Empty(Next(view));
        }
    }

    [Fact]
    public void Primary_died_and_two_sentinels_were_silent_for_long_it_returns_as_what_it_was() =>
        Assert.Equal(Primary, FailoverRules.RoleOf(Views.Healthy.Gone("a").Silent(sentinels: 2, seconds: 3), "a"));

    [Fact]
    public void Primary_died_and_nobody_was_promoted_for_long_it_returns_as_what_it_was()
    {
        var view = Views.Healthy.Gone("a", ValkeyClusterDefaults.SwitchPatience).With(s => s with { Down = "a" });

        Assert.Equal(["start a"], Next(view));
        Assert.Equal(Primary, FailoverRules.RoleOf(view, "a"));
    }

    [Fact]
    public void Primary_died_while_a_failover_runs_it_waits_however_long()
    {
        var view = Views.Healthy.Gone("a", TimeSpan.FromHours(1)).With(s => s with { Replacing = "a" });

        Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(view, "a"));
        Assert.Empty(Next(view));
    }

    [Fact]
    public void Primary_silent_for_a_moment_is_left_alone() => Assert.Empty(Next(Views.Healthy.Frozen("a", 0.5)));

    [Fact]
    public void Primary_frozen_while_replicas_answer_is_fenced() => Assert.Equal(["fence a"], Next(Views.Healthy.Frozen("a", 0.75)));

    [Fact]
    public void Primary_silent_and_down_for_the_sentinels_is_fenced_at_once() =>
        Assert.Equal(["fence a"], Next(Views.Healthy.Frozen("a", 0.1).With(s => s with { Down = "a" })));

    [Fact]
    public void Everybody_silent_the_machine_is_slow_and_nobody_is_fenced_yet()
    {
        var view = Views.Healthy.Frozen("a", 1).Frozen("b", 1).Frozen("c", 1);

        Assert.Empty(Next(view));
        Assert.Equal(["fence a"], Next(view.Frozen("a", 3)));
    }

    [Fact]
    public void Primary_still_reading_its_data_after_a_start_is_not_taken_for_frozen()
    {
        var view = Views.Healthy.Frozen("a", 5).With("a", m => m with { HasAnswered = false }).With(s => s with { Down = "a" });

        Assert.Empty(Next(view));
        Assert.Equal(["fence a"], Next(view.Frozen("a", 10)));
    }

    [Fact]
    public void Primary_that_answers_is_fenced_before_the_sentinels_promote_another() =>
        Assert.Equal(["fence a"], Next(Views.Healthy.With(s => s with { Replacing = "a" })));

    [Fact]
    public void Old_primary_resumed_beside_a_new_one_is_fenced() => Assert.Equal(["fence a"], Next(Views.Healthy.Switched("b").With("c", Following("b"))));

    [Fact]
    public void Old_primary_still_frozen_beside_a_new_one_is_fenced_before_it_is_resumed() =>
        Assert.Equal(["fence a"], Next(Views.Healthy.Switched("b").With("c", Following("b")).Frozen("a", 0.1)));

    [Fact]
    public void New_primary_is_not_fenced_while_the_sentinels_still_tell_the_replicas() =>
        Assert.Empty(Next(Views.Healthy.Switched("b").With("a", Following("b")).With("c", Following("b")).With(s => s with { Down = "a" })));

    [Fact]
    public void Promoted_replica_is_not_fenced_before_the_sentinels_name_it() =>
        Assert.DoesNotContain("fence b", Next(Views.Healthy.Gone("a").With("b", m => m with { Report = new NodeReport(true, 120) }).With(s => s with { Replacing = "a" })));

    [Fact]
    public void Replica_of_somebody_else_is_told_whom_to_follow() => Assert.Equal(["c follows b"], Next(Views.Healthy.Switched("b").With("a", Following("b"))));

    [Fact]
    public void Replica_died_it_is_started_after_its_pause()
    {
        Assert.Equal(["start b"], Next(Views.Healthy.Gone("b")));
        Assert.Empty(Next(Views.Healthy.Gone("b").With("b", m => m with { MayStart = false })));
    }

    [Fact]
    public void Replica_frozen_is_left_alone() => Assert.Empty(Next(Views.Healthy.Frozen("b", 60)));

    [Fact]
    public void Sentinel_died_it_is_started() =>
        Assert.Equal(["start s2"], Next((Views.Healthy with { SentinelProcesses = [new MemberView("s2", ProcessState.Gone)] })));

    [Fact]
    public void Stopped_by_somebody_is_not_started()
    {
        var stopped = Views.Healthy.Gone("b").With("b", m => m with { StopAskedFor = true });

        Assert.Empty(Next(stopped));
        Assert.Equal(new StartRole.ReplicaOf("a"), FailoverRules.RoleOf(stopped, "b"));
    }

    [Fact]
    public void Primary_stopped_by_somebody_is_replaced_and_started_by_him_returns_as_a_replica()
    {
        var stopped = Views.Healthy.Gone("a").With("a", m => m with { StopAskedFor = true });

        Assert.Equal(["replace a"], Next(stopped));
        Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(stopped, "a"));
        Assert.Equal(new StartRole.ReplicaOf("b"), FailoverRules.RoleOf(stopped.Switched("b"), "a"));
    }

    [Fact]
    public void Supervisor_that_is_new_learns_from_the_sentinels_what_it_missed()
    {
        var view = Views.Healthy.Switched("b").With("a", m => m with { Process = ProcessState.Gone, Report = null, LastWasPrimary = false }) with { Record = new ClusterRecord("a", 7) };

        Assert.Equal(["adopt b 8"], Next(view));
    }

    [Fact]
    public void Topology_begins_the_recorded_primary_first()
    {
        var view = Views.Healthy.Without(sentinels: 3) with { Record = new ClusterRecord("b", 7), Members = [.. Views.Healthy.Members.Select(m => new MemberView(m.Name, ProcessState.NotStarted))] };

        Assert.Empty(Next(view));
        Assert.Equal(Primary, FailoverRules.RoleOf(view, "b"));
        Assert.IsType<StartRole.Wait>(FailoverRules.RoleOf(view, "a"));
    }

    private static Func<MemberView, MemberView> Following(string upstream) =>
        m => m with { Report = new NodeReport(false, 120, upstream, LinkUp: true), LastWasPrimary = false };
}
