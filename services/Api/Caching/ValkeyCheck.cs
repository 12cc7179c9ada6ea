using Distribution.Valkey;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Api.Caching;

/// <summary>Degraded and not unhealthy without Valkey: the service is slower then, and hears of policies later, but serves.</summary>
internal sealed class ValkeyCheck(ValkeyClient valkey) : IHealthCheck
{
    public const string Name = "valkey";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await valkey.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy($"the primary is {valkey.Primary}");
        }
        catch (ValkeyException failure)
        {
            return HealthCheckResult.Degraded(failure.Message);
        }
    }
}
