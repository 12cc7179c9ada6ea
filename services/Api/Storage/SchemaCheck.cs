using Distribution.Api.Policies;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Distribution.Api.Storage;

/// <summary>A database that answers is not enough: it has to have been migrated.</summary>
internal sealed class SchemaCheck(AccessDatabase database) : IHealthCheck
{
    public const string Name = "schema";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var version = await database.ReadAsync(PolicyStore.VersionAsync, cancellationToken);
            return HealthCheckResult.Healthy($"policies at version {version}");
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return HealthCheckResult.Unhealthy($"{missing.MessageText}; run the migrations of the database {AccessDatabase.ConnectionName}");
        }
    }
}
