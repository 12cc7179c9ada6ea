using Distribution.Api.Policies;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Distribution.Api.Storage;

/// <summary>A database that answers is not enough: it has to have been migrated. Once it was, it stays so, and is not asked each second again: that it answers is another check.</summary>
internal sealed class SchemaCheck(AccessDatabase database) : IHealthCheck
{
    public const string Name = "schema";

    private volatile bool _migrated;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!_migrated)
            {
                await database.ReadAsync(PolicyStore.VersionAsync, cancellationToken);
                _migrated = true;
            }

            return HealthCheckResult.Healthy($"the database {AccessDatabase.ConnectionName} is migrated");
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return HealthCheckResult.Unhealthy($"{missing.MessageText}; run the migrations of the database {AccessDatabase.ConnectionName}");
        }
    }
}
