using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Audit.Verification;

/// <summary>Not ready before the tail was verified. A broken chain is no reason not to be asked: the answer names the fault.</summary>
internal sealed class ChainCheck(ChainGuard guard) : IHealthCheck
{
    public const string Name = "chain";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !guard.Checked.IsCompleted ? HealthCheckResult.Unhealthy("the chain's tail is being verified")
        : guard.Fault is { } fault ? HealthCheckResult.Degraded($"broken at record {fault.Sequence} ({fault.Reason})")
        : HealthCheckResult.Healthy());
}
