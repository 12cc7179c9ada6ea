using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Distribution.Worker.Storage;

/// <summary>A database that answers is not enough: it has to have been migrated.</summary>
internal sealed class SchemaCheck(JobsDatabase database) : IHealthCheck
{
    public const string Name = "schema";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.ReadAsync(LookAsync, cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return HealthCheckResult.Unhealthy($"{missing.MessageText}; run the migrations of the database {WorkerDefaults.Database}");
        }
    }

    private static async Task<HealthCheckResult> LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand("SELECT (SELECT count(*) FROM job_workers), EXISTS (SELECT FROM job_orders), EXISTS (SELECT FROM inbox), EXISTS (SELECT FROM outbox)", connection);
        return HealthCheckResult.Healthy($"{await look.ExecuteScalarAsync(cancellationToken)} workers");
    }
}
