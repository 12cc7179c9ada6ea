using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Distribution.Hosting.Postgres.PgBouncer;

/// <summary>Runs a query through PgBouncer, on a connection that stays open between checks.</summary>
internal sealed class PgBouncerHealthCheck(PgBouncerResource resource) : IHealthCheck, IAsyncDisposable
{
    // Longer than PgBouncer needs to find a new primary, shorter than the engine's patience with a check.
    private const int TimeoutSeconds = 3;

    private NpgsqlDataSource? _source;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            _source ??= await SourceAsync(cancellationToken);
            await using var command = _source.CreateCommand("SELECT pg_is_in_recovery()");

            // Bounded by the time-outs below. A token given to Npgsql 10.0.0 can end the process; see MemberConnections.
            return await command.ExecuteScalarAsync(CancellationToken.None) is false
                ? HealthCheckResult.Healthy($"leads to {resource.Cluster.Runtime?.Status.Primary}")
                : HealthCheckResult.Unhealthy("leads to a standby");
        }
        catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy(failure.Message, failure);
        }
    }

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<NpgsqlDataSource> SourceAsync(CancellationToken cancellationToken)
    {
        var builder = new NpgsqlDataSourceBuilder(await resource.ConnectionStringExpression.GetValueAsync(cancellationToken))
        {
            ConnectionStringBuilder = { Timeout = TimeoutSeconds, CommandTimeout = TimeoutSeconds, MaxPoolSize = 1, ApplicationName = "health" },
        };
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }
}
