using Distribution.Hosting.Valkey;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Tests.Valkey;

public sealed class ClusterHealthTests
{
    [Fact]
    public void Cluster_with_all_is_healthy() => Assert.Equal(HealthStatus.Healthy, ClusterHealth.Of(Views.Healthy).Status);

    [Fact]
    public void Cluster_without_a_replica_is_degraded_and_names_it() => Degraded(Views.Healthy.Gone("c"), "c is gone");

    [Fact]
    public void Cluster_with_a_replica_that_is_not_connected_is_degraded() =>
        Degraded(Views.Healthy.With("c", m => m with { Report = m.Report! with { LinkUp = false } }), "c is not connected");

    [Fact]
    public void Cluster_whose_primary_does_not_count_a_replica_yet_is_degraded() =>
        Degraded(Views.Healthy.With("a", m => m with { Report = m.Report! with { GoodReplicas = 1 } }), "1 of 2 replicas");

    [Fact]
    public void Cluster_whose_sentinels_cannot_elect_is_degraded() => Degraded(Views.Healthy.Without(sentinels: 2), "cannot elect");

    [Fact]
    public void Cluster_without_a_primary_is_unhealthy() => Unhealthy(Views.Healthy.Gone("a"), "a is gone");

    [Fact]
    public void Cluster_whose_primary_refuses_writes_is_unhealthy() =>
        Unhealthy(Views.Healthy.With("a", m => m with { Report = m.Report! with { GoodReplicas = 0 } }), "refuses writes");

    [Fact]
    public void Cluster_whose_disk_is_full_is_unhealthy() =>
        Unhealthy(Views.Healthy.With("a", m => m with { Report = m.Report! with { CanPersist = false } }), "disk is full");

    private static void Degraded(ClusterView view, string says) => Says(view, HealthStatus.Degraded, says);

    private static void Unhealthy(ClusterView view, string says) => Says(view, HealthStatus.Unhealthy, says);

    private static void Says(ClusterView view, HealthStatus status, string says)
    {
        var result = ClusterHealth.Of(view);
        Assert.Equal(status, result.Status);
        Assert.Contains(says, result.Description);
    }
}
