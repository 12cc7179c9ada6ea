using Distribution.Drills.Targets.Deployed;
using Distribution.Drills.Targets.Kubernetes;

namespace Distribution.Drills.Tests.Kubernetes;

public sealed class PodWatchTests
{
    [Fact]
    public void Release_has_the_members_that_it_has_to_have_and_those_that_are_missing_do_not_serve()
    {
        var units = Units(Recorded.Release);

        Assert.Equal(["api-1", "api-2", "api-3", "postgres-0", "postgres-1", "valkey-0", "migrations"], units.Select(unit => unit.Name));
        Assert.Equal(["api-3", "postgres-1"], units.Where(unit => !unit.Serves).Select(unit => unit.Name));
        Assert.Equal("0b1d5e2f4a6c of access-postgres-0", units[3].Instance);
        Assert.Null(units[4].Instance);
    }

    [Fact]
    public void Migrations_whose_pod_has_been_removed_have_run() =>
        Assert.True(Units(Recorded.Json("""{"items": [{"kind": "Deployment", "metadata": {"name": "access-api"}, "spec": {"replicas": 0}}]}""")).Single().Serves);

    [Fact]
    public void Namespace_without_the_marker_has_no_members() => Assert.Empty(Units(Recorded.Json("""{"items": []}""")));

    private static List<Unit> Units(System.Text.Json.JsonElement list)
    {
        using var watch = new PodWatch(new Kubectl(new KubernetesTargetOptions("access") { Kubectl = "/nowhere/kubectl" }), "access");
        return [.. watch.Members(list).Select(member => PodUnit.Of(member, new PodProcesses(), member.Pod?.Address, zone: null))];
    }
}
