using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

/// <summary>
/// One process at a time is killed or frozen under a steady load. In every case no acknowledged write may be lost and none done twice; most faults may not fail a single request. Each test waits until
/// redundancy is back, so that the next starts from a whole topology.
/// </summary>
[Collection(nameof(SharedTopology))]
public sealed class FailoverTests(SharedTopology shared, ITestOutputHelper output)
{
    // Budgets of the drills of the same names: what a machine with busy cores must still keep. What is measured is printed.
    private static readonly TimeSpan PrimaryBudget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NoFailureBudget = TimeSpan.FromSeconds(3);

    [Fact]
    public Task Killed_api_replica_fails_no_request() => BreakAsync(status => status["api-1"], SignalKind.Kill, failures: 0, NoFailureBudget);

    [Fact]
    public async Task Killed_leader_of_the_schedulers_fails_no_request_and_is_succeeded()
    {
        var before = (await shared.Topology.HealthyAsync()).InRole("scheduler", "leader");

        await BreakAsync(status => status.InRole("scheduler", "leader"), SignalKind.Kill, failures: 0, NoFailureBudget);

        var after = (await shared.Topology.StatusAsync()).InRole("scheduler", "leader");
        Assert.NotEqual(before.Pid, after.Pid);
        Assert.True(after.Term > before.Term, $"The term did not grow: {before} → {after}");
    }

    [Fact]
    public async Task Killed_primary_of_Valkey_fails_no_request_and_comes_back_as_a_replica()
    {
        var old = (await shared.Topology.HealthyAsync()).InRole("valkey", "primary").Name;

        await BreakAsync(status => status.InRole("valkey", "primary"), SignalKind.Kill, failures: 0, NoFailureBudget);

        Assert.Equal("replica", (await shared.Topology.StatusAsync())[old].Role);
    }

    [Fact]
    public Task Killed_Sentinel_fails_no_request() => BreakAsync(status => status["valkey-sentinel-1"], SignalKind.Kill, failures: 0, NoFailureBudget);

    [Fact]
    public Task Killed_standby_fails_no_request() => BreakAsync(status => status.InRole("postgres", "standby"), SignalKind.Kill, failures: 0, NoFailureBudget);

    [Fact]
    public async Task Killed_primary_of_Postgres_loses_nothing_and_comes_back_as_the_standby()
    {
        var old = (await shared.Topology.HealthyAsync()).InRole("postgres", "primary");

        await BreakAsync(status => status.InRole("postgres", "primary"), SignalKind.Kill, failures: null, PrimaryBudget);

        var after = await shared.Topology.StatusAsync();
        Assert.Equal("standby", after[old.Name].Role);
        Assert.True(after.InRole("postgres", "primary").Term > old.Term, $"The timeline did not grow: {old} → {after}");
    }

    [Fact]
    public async Task Frozen_primary_of_Postgres_loses_nothing_and_comes_back_as_the_standby()
    {
        var old = (await shared.Topology.HealthyAsync()).InRole("postgres", "primary").Name;

        await BreakAsync(status => status.InRole("postgres", "primary"), SignalKind.Stop, failures: null, PrimaryBudget);

        Assert.Equal("standby", (await shared.Topology.StatusAsync())[old].Role);
    }

    private async Task BreakAsync(Func<TopologyReport, ResourceReport> choose, SignalKind fault, int? failures, TimeSpan budget)
    {
        await shared.Topology.HealthyAsync();
        using var client = await AccessClient.ConnectAsync(shared.Topology);
        await using var load = await SteadyLoad.StartAsync(client);
        await load.AcknowledgedAsync(100);
        var victim = choose(await shared.Topology.StatusAsync());

        Signal.Send(victim.Pid!.Value, fault);

        await shared.Topology.HealthyAsync(TimeSpan.FromSeconds(120), now => now[victim.Name].Pid != victim.Pid);
        await load.AcknowledgedAsync(100);
        var report = await load.StopAsync();

        output.WriteLine($"{fault} {victim.Name} ({victim.Role}): {report}");
        await AssertNothingLostOrDoubledAsync(client, report);
        Assert.True(failures is null || report.Failed.Count <= failures, $"{report}\n{shared.Topology.Logs()}");
        Assert.True(report.LongestWriteGap <= budget, $"{report}\n{shared.Topology.Logs()}");
    }

    private static async Task AssertNothingLostOrDoubledAsync(AccessClient client, LoadReport report)
    {
        var kept = (await client.AllReasonsAsync()).CountBy(reason => reason).ToDictionary();

        Assert.DoesNotContain(report.AcknowledgedWrites, reason => !kept.ContainsKey(reason));
        Assert.DoesNotContain(report.Operations.Where(operation => operation.IsWrite), operation => kept.GetValueOrDefault(operation.Reason) > 1);
    }
}
