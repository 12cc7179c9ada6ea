using Microsoft.Extensions.Diagnostics.HealthChecks;
using Yarp.ReverseProxy;

namespace Distribution.Gateway.Health;

/// <summary>
/// Ready once a replica is configured. With all of them unfit the gateway is degraded, not unready: a client is better served by its
/// 503 with Retry-After than by a refused connection.
/// </summary>
internal sealed class DestinationsCheck(IProxyStateLookup proxy) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var all = proxy.GetClusters().SelectMany(cluster => cluster.DestinationsState.AllDestinations).ToList();
        if (all.Count == 0)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("No replica is configured: set ReverseProxy:Clusters:api:Destinations:NAME:Address."));
        }

        var fit = all.Count(destination => destination.IsFit());
        var description = $"{fit} of {all.Count} replicas are fit to serve";
        return Task.FromResult(fit > 0 ? HealthCheckResult.Healthy(description) : HealthCheckResult.Degraded(description));
    }
}
