using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;
using Distribution.Servers;
using Distribution.Testing;

namespace Distribution.Containers.Tests;

/// <summary>What <c>./distribution publish compose</c> wrote, as an operator meets it: started, used, drilled and ended.</summary>
public sealed class ComposeLaneTests(DockerEngine engine, ITestOutputHelper output)
{
    /// <summary>Twice the budget of 90 s, which is measured and not asserted: it says that the topology comes up, on a machine that does other things too.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(180);

    /// <summary>Two cores carry the whole load beside 26 containers and what asks them for their health, just. On those of half the speed 0.15 is answered too late while a killed primary's container comes back.</summary>
    private const string Load = "0.08";

    private const int RegistersPerSecond = 8;

    private static readonly TimeSpan DrillPatience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Topology_comes_up_healthy_gives_access_survives_its_drills_and_leaves_nothing()
    {
        await using var topology = await ComposeTopology.StartAsync(engine, StartPatience);
        output.WriteLine($"healthy after {topology.StartTook.TotalSeconds:0.0} s");

        await GrantsAsync(topology);
        await UseAsFixtureAsync(topology);
        await DrillAsync(topology, "api_kill");
        await DrillAsync(topology, "redis_kill");
        await DrillAsync(topology, "primary_kill", mayAnswerLate: true);

        Assert.Empty(await topology.DownAsync());
    }

    private async Task GrantsAsync(ComposeTopology topology)
    {
        var script = await GrantScript.RunAsync(topology.Gateway.GetLeftPart(UriPartial.Authority), topology.UsersFile);
        output.WriteLine(script.Output);
        Assert.True(script.ExitCode == 0, script.Error);
    }

    private static async Task UseAsFixtureAsync(ComposeTopology compose)
    {
        await using var topology = await Topology.StartAsync(new() { Host = (_, token) => ComposeHost.OpenAsync(compose, token) }, TestContext.Current.CancellationToken);
        var load = await topology.WorkloadAsync(new RegistersWorkload(RegistersPerSecond));
        await load.AcknowledgesAsync(50);

        var victim = await topology.KillAsync("postgres", Role.Standby);

        await load.AcknowledgesAsync(50);
        var whole = await topology.WaitUntilWholeAsync();
        Assert.NotEqual(victim.Instance, whole.Find(victim.Name)!.Instance);
        Assert.All(await load.CheckAsync(), check => Assert.Equal(Verdict.Pass, check.Verdict));
    }

    // In an outage in which requests may be refused, those refused late say that two cores were too few for the return of a killed container beside 25 others. Whatever else is not as it should be counts.
    private async Task DrillAsync(ComposeTopology topology, string scenario, bool mayAnswerLate = false)
    {
        using var reports = new TemporaryFolder();
        var result = await CommandLineRun.RunAsync(["drill", scenario, "--load", Load, "--target", "compose", "--name", topology.Name, "--report-dir", reports.Path], DrillPatience);
        output.WriteLine(result.Output);
        var findings = result.Output.Split('\n').Where(line => line.StartsWith("  FAIL ", StringComparison.Ordinal) || line.StartsWith("  UNKNOWN ", StringComparison.Ordinal)).ToList();
        Assert.True(result.ExitCode == 0 || (mayAnswerLate && findings.Count > 0 && findings.TrueForAll(IsOfLateness)), result.ToString());
    }

    private static bool IsOfLateness(string finding) => finding.Contains("failed requests (", StringComparison.Ordinal) && !finding.Contains(" may;", StringComparison.Ordinal);
}
