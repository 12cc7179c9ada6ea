using Distribution.Drills.Targets.Kubernetes;

namespace Distribution.Drills.Tests.Kubernetes;

public sealed class MemberNamesTests
{
    private static readonly Workload Api = new("access-api", "api", Replicas: 3, IsStateful: false);
    private readonly MemberNames _names = new();

    [Fact]
    public void Pod_keeps_its_number_and_who_takes_the_place_of_one_that_is_gone_has_its_number()
    {
        Look("a", "b", "c");

        Assert.Equal(["api-1 a", "api-2 ", "api-3 c"], Look("a", "c"));
        Assert.Equal(["api-1 a", "api-2 d", "api-3 c"], Look("a", "c", "d"));
    }

    [Fact]
    public void One_more_in_a_rollout_is_a_further_member() => Assert.Equal(["api-1 a", "api-2 b", "api-3 c", "api-4 d"], Look("a", "b", "c", "d"));

    [Fact]
    public void Pod_that_ends_or_was_evicted_is_no_member_any_more() => Assert.Equal(
        ["api-1 c", "api-2 ", "api-3 "],
        Show([Pod("a") with { IsEnding = true }, Pod("b") with { Phase = "Failed" }, Pod("c")], Api));

    [Fact]
    public void Pod_of_a_StatefulSet_has_its_own_number_also_while_it_ends() => Assert.Equal(
        ["postgres-0 access-postgres-0", "postgres-1 "],
        Show([Pod("access-postgres-0") with { Group = "postgres", Owner = "StatefulSet", IsEnding = true }], new Workload("access-postgres", "postgres", 2, IsStateful: true)));

    private string[] Look(params string[] pods) => Show([.. pods.Select(Pod)], Api);

    private string[] Show(Pod[] pods, Workload workload) => [.. _names.Of([workload], pods).Select(member => $"{member.Member} {member.Pod?.Name}")];

    private static Pod Pod(string name) => new(name, "api", "ReplicaSet", "2026-11-25T22:34:27Z", "Running", IsReady: true, IsEnding: false, "n1", null, "6ebcb4e71c39771d", []);
}
