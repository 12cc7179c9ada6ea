using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Tokens;

/// <summary>Ready once there are keys. Old ones only degrade: tokens go on verifying.</summary>
internal sealed class KeyRingCheck(KeyRing ring) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(this switch
    {
        _ when !ring.AreKnown => HealthCheckResult.Unhealthy("No keys are known yet: Identity has not answered"),
        _ when ring.Age > KeyRingDefaults.OldAfter => HealthCheckResult.Degraded($"Identity has not answered for {ring.Age.TotalSeconds:0} s; tokens verify with the keys of then"),
        _ => HealthCheckResult.Healthy(),
    });
}
