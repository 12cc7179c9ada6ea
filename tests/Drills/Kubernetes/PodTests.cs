using Distribution.Drills.Targets.Kubernetes;

namespace Distribution.Drills.Tests.Kubernetes;

public sealed class PodTests
{
    [Fact]
    public void Pod_that_serves_has_its_place_its_address_and_its_containers_id_without_the_runtime()
    {
        var pod = Read("access-valkey-0");

        Assert.Equal(("valkey", "StatefulSet", "n2", "10.80.130.6"), (pod.Group, pod.Owner, pod.Node, pod.Address!.ToString()));
        Assert.StartsWith("77aa5e2f4a6c", pod.Container, StringComparison.Ordinal);
        Assert.True(pod.IsReady);
        Assert.False(pod.IsEnding);
    }

    [Fact]
    public void Container_that_waits_for_its_next_start_is_none() => Assert.Equal((null, false), (Read("access-postgres-1").Container, Read("access-postgres-1").IsReady));

    [Fact]
    public void Secrets_that_a_pod_is_given_are_known_whatever_they_are_called() =>
        Assert.Equal(["access-postgres", "access-valkey", "access-services"], Read("access-api-6d5f7c9b4-x2x7k").Secrets);

    [Fact]
    public void Of_a_Secret_only_what_signs_a_drill_in_is_kept() => Assert.Equal(
        [("postgres-jobs.pgpass", "*:*:jobs:jobs:x\n"), ("users", "somebody x operator")],
        MountedSecrets.Files(Recorded.Json("""{"data": {"service-api": "eA==", "postgres-jobs.pgpass": "KjoqOmpvYnM6am9iczp4Cg==", "audit-checkpoint-key": "eA==", "users": "c29tZWJvZHkgeCBvcGVyYXRvcg=="}}""")));

    private static Pod Read(string name) => Pod.Parse(Recorded.Release.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("metadata").GetProperty("name").GetString() == name));
}
