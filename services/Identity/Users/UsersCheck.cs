using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Identity.Users;

/// <summary>Not ready before the users are there: nobody could sign in.</summary>
internal sealed class UsersCheck(UserSeed seed) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(seed.IsDone ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The users of the file are not in the database yet"));
}
