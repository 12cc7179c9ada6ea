using Distribution.Drills.Checkers;
using Distribution.Drills.Faults;
using Distribution.Drills.Histories;
using Distribution.Drills.Reports;
using Distribution.Drills.Runs;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;
using Distribution.Servers;

namespace Distribution.Drills.Tests;

public sealed class DrillTests
{
    private static readonly Victims Primary = Victims.InRole("toy", "primary");

    private static readonly DrillOptions Quick = new() { Baseline = TimeSpan.FromMilliseconds(300), Aftermath = TimeSpan.FromMilliseconds(300), Patience = TimeSpan.FromSeconds(2) };

    [Fact]
    public async Task Fault_that_nobody_noticed_passes_without_an_outage()
    {
        var result = await RunAsync(new ToyTarget(), MemberFault.Kill(Primary));

        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.NotNull(result.Restored);
    }

    [Fact]
    public async Task Outage_over_budget_fails()
    {
        var result = await RunAsync(new ToyTarget(), MemberFault.Freeze(Primary, TimeSpan.FromMilliseconds(900)));

        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.InRange(result.Outage!.LongestGap, TimeSpan.FromMilliseconds(800), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Lost_write_fails_although_nothing_was_out()
    {
        var target = new ToyTarget();

        var result = await RunAsync(target, MemberFault.Kill(Primary), forgets: true);

        Assert.Equal(Verdict.Fail, result.Verdict);
        Assert.Contains(result.Checks, check => check.Verdict == Verdict.Fail && check.Figures.GetValueOrDefault("lost") == 1);
    }

    [Fact]
    public async Task Redundancy_that_does_not_come_back_fails() =>
        Assert.Equal(Verdict.Fail, (await RunAsync(new ToyTarget { StaysDown = true }, MemberFault.Kill(Victims.InRole("toy", "standby")))).Verdict);

    [Fact]
    public async Task Fault_that_did_not_take_is_an_error_and_not_a_pass()
    {
        var failure = await Assert.ThrowsAsync<TargetException>(() => RunAsync(new ToyTarget { IsImmortal = true }, MemberFault.Kill(Primary)));

        Assert.Contains("did not take", failure.Message);
    }

    [Fact]
    public async Task System_that_does_not_tell_what_it_has_kept_is_an_error_and_not_a_verdict()
    {
        var target = new ToyTarget();
        var scenario = Scenario(target, MemberFault.Kill(Primary), forgets: false) with { Workloads = () => [new ToyWorkload(target, isSilent: true)] };

        var failure = await Assert.ThrowsAsync<TargetException>(() => new Drill(scenario, target, Quick, _ => { }).RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("does not tell what is there after toy", failure.Message);
    }

    [Fact]
    public async Task Cancelled_drill_undoes_its_fault_first()
    {
        var target = new ToyTarget();
        using var stop = new CancellationTokenSource();
        var running = new Drill(Scenario(target, MemberFault.Freeze(Primary, TimeSpan.FromMinutes(1)), forgets: false), target, Quick, _ => { }).RunAsync(stop.Token);
        await Eventually.True(() => target.Done.Contains("Freeze toy-1"));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains("Thaw toy-1", target.Done);
    }

    [Fact]
    public async Task What_was_prepared_is_taken_back_also_when_the_fault_did_not_take()
    {
        var target = new ToyTarget { IsImmortal = true };
        var scenario = Scenario(target, MemberFault.Kill(Primary), forgets: false);

        await Assert.ThrowsAsync<TargetException>(
            () => new Drill(scenario with { Faults = [.. scenario.Faults, new FullDiskFault("toy", "standby", TimeSpan.Zero)] }, target, Quick, _ => { }).RunAsync(CancellationToken.None));

        Assert.Equal(["OwnDisk toy-2", "Kill toy-1", "SharedDisk toy-1", "SharedDisk toy-2"], target.Done);
    }

    [Fact]
    public async Task Topology_that_is_not_whole_is_not_drilled()
    {
        var target = new ToyTarget();
        await target.InjectAsync((await target.LookAsync(default)).Members[1], Injection.Freeze, default);

        await Assert.ThrowsAsync<TargetException>(() => RunAsync(target, MemberFault.Kill(Primary)));

        Assert.DoesNotContain(target.Done, done => done.StartsWith("Kill", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fault_that_a_target_cannot_do_is_not_applicable()
    {
        var failure = await Assert.ThrowsAsync<TargetException>(() => RunAsync(new ToyTarget { Injections = new HashSet<Injection> { Injection.Kill } }, MemberFault.Freeze(Primary, TimeSpan.Zero)));

        Assert.Contains("Freeze", failure.Message);
    }

    [Fact]
    public async Task Storm_kills_the_same_victim_each_time_it_is_back()
    {
        var target = new ToyTarget();

        var result = await RunAsync(target, new StormFault(Primary, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500)));

        Assert.NotEqual(Verdict.Fail, result.Verdict);
        Assert.True(target.Done.Count(done => done == "Kill toy-1") >= 2, string.Join(", ", target.Done));
        Assert.DoesNotContain("Kill toy-2", target.Done);
    }

    [Fact]
    public async Task Storm_that_nobody_came_back_from_did_not_take() =>
        await Assert.ThrowsAsync<TargetException>(() => RunAsync(new ToyTarget { StaysDown = true }, new StormFault(Primary, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200))));

    [Fact]
    public async Task Faults_at_once_are_all_undone_also_when_one_of_them_fails()
    {
        var target = new ToyTarget();
        var freeze = MemberFault.Freeze(Primary, TimeSpan.FromSeconds(5));

        await Assert.ThrowsAsync<TargetException>(() => RunAsync(target, new TogetherFault([freeze, MemberFault.Kill(Victims.AnyOf("nobody"))])));

        Assert.Equal(["Freeze toy-1", "Thaw toy-1"], target.Done);
    }

    [Fact]
    public async Task No_fault_begins_after_the_time_is_over()
    {
        var target = new ToyTarget();
        var scenario = Scenario(target, MemberFault.Freeze(Primary, TimeSpan.FromMilliseconds(300)), forgets: false);

        var result = await new Drill(scenario with { Faults = [.. Enumerable.Repeat(scenario.Faults[0], 50)], For = TimeSpan.FromMilliseconds(500) }, target, Quick, _ => { }).RunAsync(CancellationToken.None);

        Assert.InRange(result.History.Marks.Count(mark => mark.Kind == MarkKind.Injected), 1, 2);
    }

    [Fact]
    public async Task Service_level_counts_what_was_answered_while_the_load_ran_steadily()
    {
        var result = await RunAsync(new ToyTarget(), MemberFault.Freeze(Primary, TimeSpan.FromMilliseconds(400)));

        var level = Assert.Single(result.Levels);
        Assert.InRange(level.Ratio, 0.1, 0.999);
        Assert.Equal((int)(TimeSpan.FromMinutes(21.6) / level.Outage), level.IncidentsAMonth);
    }

    [Fact]
    public async Task Reports_are_written_for_all_their_readers()
    {
        using var folder = new TemporaryFolder();
        var result = await RunAsync(new ToyTarget(), MemberFault.Freeze(Primary, TimeSpan.FromMilliseconds(400)));

        await Report.WriteAsync(result, folder.Path);

        var json = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.json"))).RootElement;
        foreach (var member in new[] { "scenario", "verdict", "rto_ms", "rto_budget_ms", "phases", "lost_acknowledged", "duplicate_effects", "failed_requests", "total_requests", "seed" })
        {
            Assert.True(json.TryGetProperty(member, out _), member);
        }

        Assert.Contains("<svg", await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.html")));
        Assert.DoesNotContain("http", await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.html")));
        Assert.StartsWith("second,workload,ok,failed,unknown,slowest_ms", await File.ReadAllTextAsync(Path.Combine(folder.Path, "health-timeline.csv")));
        Assert.Equal("toy", System.Xml.Linq.XDocument.Load(Path.Combine(folder.Path, "junit.xml")).Root!.Element("testsuite")!.Attribute("name")!.Value);
        Assert.Contains("| outage (toy) |", await File.ReadAllTextAsync(Path.Combine(folder.Path, "report.md")));
        Assert.Contains("steady_states", await File.ReadAllTextAsync(Path.Combine(folder.Path, "journal.json")));
    }

    private static Task<DrillResult> RunAsync(ToyTarget target, IFault fault, bool forgets = false) => new Drill(Scenario(target, fault, forgets), target, Quick, _ => { }).RunAsync(CancellationToken.None);

    private static Scenario Scenario(ToyTarget target, IFault fault, bool forgets) =>
        new("toy", "A toy breaks.", [fault], () => [new ToyWorkload(target, forgets)], [new("toy", TimeSpan.FromMilliseconds(600), MostFailures: null)]);
}
