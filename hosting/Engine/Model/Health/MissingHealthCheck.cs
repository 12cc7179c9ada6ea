using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Engine.Model;

internal sealed class MissingHealthCheck(string resource) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Unhealthy($"Resource '{resource}' names the health check '{context.Registration.Name}', which is not registered: add it with builder.Services.AddHealthChecks()."));
}
