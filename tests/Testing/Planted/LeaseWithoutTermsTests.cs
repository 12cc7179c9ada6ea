using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;
using Distribution.Servers;

namespace Distribution.Testing.Tests.Planted;

/// <summary>A lease that is granted again under the term that it had: whoever held it before cannot be told from its successor.</summary>
[Collection(nameof(Everything))]
public sealed class LeaseWithoutTermsTests(Everything everything)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_whose_term_does_not_grow_is_found_by_two_leaders_of_one_term()
    {
        await using var frozenTerm = await PlantedBug.TriggerAsync(everything.Topology, "jobs", "leases", "UPDATE", "NEW.term := OLD.term; RETURN NEW;");

        var found = await LoseLeaderAsync();

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.Contains(found.Findings, finding => finding.Contains("scheduler-1 and scheduler-2 both acted", StringComparison.Ordinal) || finding.Contains("scheduler-2 and scheduler-1 both acted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lease_whose_term_grows_passes() => Assert.Equal(Verdict.Pass, (await LoseLeaderAsync()).Verdict);

    // Stopped, not killed: one that is killed is back so soon that it may be its own successor.
    private async Task<CheckResult> LoseLeaderAsync()
    {
        var topology = everything.Topology;
        var load = await topology.WorkloadAsync(new LeadershipWorkload());
        await load.AcknowledgesAsync(10, cancellationToken: Token);
        var first = await topology.StopAsync("scheduler", Role.Leader, Token);
        await Eventually.True(async () => (await topology.StatusAsync(Token)).Members.Any(member => member.Role == "leader" && member.Name != first.Name), TopologyOptions.DefaultPatience);
        await load.AcknowledgesAsync(10, cancellationToken: Token);
        await topology.StartAsync(first, Token);
        await topology.WaitUntilWholeAsync(Token);
        return Assert.Single(await load.JudgeAsync());
    }
}
