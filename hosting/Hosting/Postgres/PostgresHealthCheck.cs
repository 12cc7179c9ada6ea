using Distribution.Hosting.Postgres.Supervision;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Postgres;

/// <summary>Health as the supervisor sees it; asks no server anything.</summary>
internal sealed class PostgresHealthCheck(PostgresClusterResource cluster, Func<ClusterStatus, HealthCheckResult> judge) : IHealthCheck
{
    /// <summary>The cluster: healthy when it is redundant, degraded when it is only writable.</summary>
    public static HealthCheckResult Cluster(ClusterStatus status) => status switch
    {
        { IsRedundant: true } => HealthCheckResult.Healthy($"{status.Primary} is primary of term {status.Term}"),
        { IsWritable: true } => HealthCheckResult.Degraded($"{status.Primary} is primary of term {status.Term}, without redundancy: {status.Message}"),
        _ => HealthCheckResult.Unhealthy(status.Message),
    };

    /// <summary>A database: healthy when it can be written to.</summary>
    public static HealthCheckResult Database(ClusterStatus status) => status.IsWritable ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(status.Message);

    /// <summary>A member: healthy when it does what its role asks of it.</summary>
    public static HealthCheckResult Member(ClusterStatus status, string name) => status.Members.FirstOrDefault(member => member.Name == name) switch
    {
        { Role: MemberRole.Primary, Health: MemberHealth.Serving } => HealthCheckResult.Healthy("primary"),
        { Role: MemberRole.Standby, Health: MemberHealth.Serving, Streaming: true } standby => HealthCheckResult.Healthy($"standby, {standby.Lag ?? 0} bytes behind"),
        { Role: MemberRole.Standby, Health: MemberHealth.Serving } => HealthCheckResult.Degraded("standby, not streaming"),
        { } member => HealthCheckResult.Unhealthy($"{member.Role}, {member.Health}"),
        null => HealthCheckResult.Unhealthy(status.Message),
    };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(judge(cluster.Runtime?.Status ?? ClusterStatus.Unknown));
}
