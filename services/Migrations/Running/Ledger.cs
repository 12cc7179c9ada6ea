using Distribution.Migrations.Plan;
using Npgsql;

namespace Distribution.Migrations.Running;

/// <summary>The table of what was applied to a database.</summary>
internal static class Ledger
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var create = new NpgsqlCommand(
            "CREATE TABLE IF NOT EXISTS applied_migrations (name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())",
            connection))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var select = new NpgsqlCommand("SELECT name, checksum FROM applied_migrations", connection);
        await using var rows = await select.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            applied.Add(rows.GetString(0), rows.GetString(1));
        }

        return applied;
    }

    public static async Task RecordAsync(NpgsqlTransaction transaction, Migration migration, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO applied_migrations (name, checksum) VALUES ($1, $2)", transaction.Connection, transaction);
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Checksum });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
