using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Network;

/// <summary>Healthy once the relay listens and knows everything.</summary>
internal sealed class RelayHealthCheck(NetworkFaults faults) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        faults.IsTold ? HealthCheckResult.Healthy(faults.Names.Count == 0 ? "everything passes" : $"faults: {string.Join(", ", faults.Names)}") : HealthCheckResult.Unhealthy("it does not answer yet"));
}
