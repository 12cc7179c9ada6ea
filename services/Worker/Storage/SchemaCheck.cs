using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Distribution.Worker.Storage;

/// <summary>A database that answers is not enough: it has to have been migrated. Once it was, it stays so, and is not asked each second again: that it answers is another check.</summary>
internal sealed class SchemaCheck(JobsDatabase database) : IHealthCheck
{
    public const string Name = "schema";

    private volatile bool _migrated;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            _migrated = _migrated || await database.ReadAsync(LookAsync, cancellationToken);
            return HealthCheckResult.Healthy($"the database {WorkerDefaults.Database} is migrated");
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return HealthCheckResult.Unhealthy($"{missing.MessageText}; run the migrations of the database {WorkerDefaults.Database}");
        }
    }

    private static async Task<bool> LookAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var look = new NpgsqlCommand("SELECT EXISTS (SELECT FROM job_workers), EXISTS (SELECT FROM job_orders), EXISTS (SELECT FROM inbox), EXISTS (SELECT FROM outbox)", connection);
        await look.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
