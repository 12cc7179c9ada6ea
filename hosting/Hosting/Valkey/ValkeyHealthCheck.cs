using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Valkey;

/// <summary>Health as the supervisor saw it last, at most half a second ago; asks no server anything.</summary>
internal sealed class ValkeyHealthCheck(ValkeyClusterResource cluster, Func<ClusterView, HealthCheckResult> judge) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(cluster.Runtime?.View is { } view ? judge(view) : HealthCheckResult.Unhealthy("Nothing has been seen of it yet."));
}
