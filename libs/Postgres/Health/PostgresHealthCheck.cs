using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Distribution.Postgres.Health;

/// <summary>Healthy when the primary answers a query, or has just answered somebody.</summary>
internal sealed class PostgresHealthCheck(PostgresDataSource dataSource) : IHealthCheck
{
    /// <summary>1 s: readiness is asked every second.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!dataSource.HasAnsweredWithin(Budget))
            {
                await dataSource.ReadAsync(AskAsync, Budget, cancellationToken);
            }

            return HealthCheckResult.Healthy($"The primary is {dataSource.Primary}.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, failure.Message, failure);
        }
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
