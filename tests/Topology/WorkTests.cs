using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>
/// Under 100 requests and 50 jobs a second one process is killed or frozen. Every acknowledged job has its effect once, every acknowledged request its record in the audit chain, once, and the chain is whole.
/// How many requests were refused is printed and not judged: this load with the test that makes it fills two cores, and <see cref="FailoverTests"/> hold that none is at a load that leaves room.
/// </summary>
[Collection(nameof(SharedTopology))]
public sealed class WorkTests(SharedTopology shared, ITestOutputHelper output)
{
    // A lost worker's job runs elsewhere within 5 s; the rest is for a machine whose cores are busy, and for a failover of the database before it.
    private static readonly TimeSpan JobBudget = TimeSpan.FromSeconds(20);

    [Fact]
    public Task Killed_worker_loses_no_job_and_doubles_no_effect() => BreakAsync("worker-1", SignalKind.Kill);

    [Fact]
    public Task Frozen_worker_that_wakes_up_completes_nothing_twice() => BreakAsync("worker-2", SignalKind.Stop, thawAfter: TimeSpan.FromSeconds(8));

    [Fact]
    public Task Killed_audit_service_misses_no_record() => BreakAsync("audit-1", SignalKind.Kill);

    [Fact]
    public Task Audit_service_that_is_out_for_long_gets_every_record() => BreakAsync("audit-1", SignalKind.Stop, thawAfter: TimeSpan.FromSeconds(20));

    [Fact]
    public Task Identity_that_is_out_stops_nobody_who_has_a_token() => BreakAsync("identity-1", SignalKind.Stop, thawAfter: TimeSpan.FromSeconds(10));

    [Fact]
    public Task Killed_leader_of_the_schedulers_loses_no_job() => BreakAsync(status => status.InRole("scheduler", "leader"), SignalKind.Kill, thawAfter: null);

    [Fact]
    public Task Killed_primary_of_Postgres_loses_no_job_and_no_record() => BreakAsync(status => status.InRole("postgres", "primary"), SignalKind.Kill, thawAfter: null);

    private Task BreakAsync(string victim, SignalKind fault, TimeSpan? thawAfter = null) => BreakAsync(status => status[victim], fault, thawAfter);

    private async Task BreakAsync(Func<TopologyReport, ResourceReport> choose, SignalKind fault, TimeSpan? thawAfter)
    {
        await shared.Topology.HealthyAsync();
        using var client = await AccessClient.ConnectAsync(shared.Topology);
        using var trail = await AuditTrail.OpenAsync(shared.Topology);
        await using var load = await SteadyLoad.StartAsync(client);
        await using var jobs = await ProbeJobs.StartAsync(shared.Topology);
        await load.AcknowledgedAsync(100);
        await Eventually.True(() => jobs.Acknowledged > 50, TimeSpan.FromSeconds(30), "jobs are enqueued");
        var victim = choose(await shared.Topology.StatusAsync());

        Signal.Send(victim.Pid!.Value, fault);
        if (thawAfter is { } time)
        {
            await Task.Delay(time);
            Signal.Send(victim.Pid.Value, SignalKind.Continue);
        }

        await shared.Topology.HealthyAsync(TimeSpan.FromSeconds(120), now => fault != SignalKind.Kill || now[victim.Name].Pid != victim.Pid);
        await load.AcknowledgedAsync(100);
        var report = await load.StopAsync();
        var mostEffects = await jobs.MostEffectsAsync();
        var gap = await jobs.LongestGapAsync();

        output.WriteLine($"{fault} {victim.Name} ({victim.Role}): {report}; {jobs.Acknowledged} jobs, {jobs.Refused} refused, longest gap between effects {gap.TotalSeconds:0.00} s");
        Assert.Equal(1, mostEffects);
        Assert.True(gap <= JobBudget, $"{gap.TotalSeconds:0.0} s without an effect\n{shared.Topology.Logs()}");
        await trail.HasExactlyOneEachAsync("request.created", [.. report.AcknowledgedIds.Select(id => $"request/{id}")]);
        var verdict = await shared.Topology.RunAsync("audit", "verify");
        output.WriteLine(verdict.Output);
        Assert.True(verdict.ExitCode == 0, $"{verdict}");
    }
}
