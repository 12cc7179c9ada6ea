using Distribution.Drills.Faults;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets.Kubernetes;

namespace Distribution.Drills.Tests.Kubernetes;

public sealed class KubernetesLimitsTests
{
    private static readonly Placed Elsewhere = new("api-1", new("a", "api", "ReplicaSet", "2026-11-25T22:34:27Z", "Running", IsReady: true, IsEnding: false, "n1", null, "6ebcb4e71c39771dc98af27dde8087b3b9f7de910e66cc4f8f9ce994cb3d9027", []));

    [Theory]
    [InlineData(Injection.Freeze, "drill as root on the machine that runs the nodes")]
    [InlineData(Injection.LoseZone, "--node-cut COMMAND and --node-heal COMMAND")]
    [InlineData(Injection.RestoreZone, "--node-cut COMMAND and --node-heal COMMAND")]
    [InlineData(Injection.Upgrade, "--upgrade COMMAND")]
    [InlineData(Injection.Network, "--network relayed")]
    [InlineData(Injection.StepClock, "locally")]
    [InlineData(Injection.SlowDisk, "locally")]
    [InlineData(Injection.FillDisk, "this machine")]
    public void What_cannot_be_done_says_why_and_what_would_help(Injection injection, string remedy) => Assert.Contains(remedy, WhyNot(new NodeOutage(null, null), new KubernetesUpgrade(null), injection, hasZones: true)!);

    [Theory]
    [InlineData(Injection.Kill)]
    [InlineData(Injection.Stop)]
    [InlineData(Injection.Start)]
    [InlineData(Injection.LoseZone)]
    [InlineData(Injection.RestoreZone)]
    [InlineData(Injection.Upgrade)]
    public void What_can_be_done_with_the_commands_for_it_lacks_nothing(Injection injection) => Assert.Null(WhyNot(new NodeOutage("cut", "heal"), new KubernetesUpgrade("helm upgrade"), injection, hasZones: true));

    [Fact]
    public void Nodes_without_zones_lose_none() => Assert.Contains("topology.kubernetes.io/zone", WhyNot(new NodeOutage("cut", "heal"), new KubernetesUpgrade(null), Injection.LoseZone, hasZones: false)!);

    [Theory]
    [InlineData("api_kill")]
    [InlineData("redis_kill")]
    [InlineData("primary_kill")]
    [InlineData("zone_loss")]
    [InlineData("rolling_restart")]
    [InlineData("rolling_upgrade")]
    public void Scenario_is_applicable_with_the_commands_for_it(string scenario) =>
        Assert.All(ScenarioCatalog.Find(scenario)!.Faults.SelectMany(fault => fault.Needs), need => Assert.Null(WhyNot(new NodeOutage("cut", "heal"), new KubernetesUpgrade("helm upgrade"), need, hasZones: true)));

    private static string? WhyNot(NodeOutage nodes, KubernetesUpgrade upgrade, Injection injection, bool hasZones)
    {
        using (nodes)
        {
            return new KubernetesLimits(nodes, upgrade).WhyNot(injection, [Elsewhere], hasZones);
        }
    }
}
