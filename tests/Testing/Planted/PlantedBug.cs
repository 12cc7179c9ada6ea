using Npgsql;

namespace Distribution.Testing.Tests.Planted;

/// <summary>
/// A bug that is planted in a database of a running topology, as its owner, and taken out again: docs/decisions/0010-planted-bugs.md. A function that is replaced is put back; what else is made has a name that
/// begins with <c>planted</c>.
/// </summary>
internal sealed class PlantedBug : IAsyncDisposable
{
    private readonly Topology _topology;
    private readonly string _database;
    private readonly string _remove;

    private PlantedBug(Topology topology, string database, string remove) => (_topology, _database, _remove) = (topology, database, remove);

    /// <summary>Replaces functions.</summary>
    /// <param name="topology">Where.</param>
    /// <param name="database">The database whose functions they are.</param>
    /// <param name="bodies">Their definitions.</param>
    /// <param name="functions">Their signatures: <c>complete_jobs(uuid[], bigint[])</c>.</param>
    public static async Task<PlantedBug> ReplaceAsync(Topology topology, string database, string bodies, params string[] functions)
    {
        await using var owner = await topology.OpenPostgresAsync(database, $"{database}_owner");
        var originals = new List<string>();
        foreach (var function in functions)
        {
            await using var definition = new NpgsqlCommand("SELECT pg_get_functiondef($1::regprocedure)", owner) { Parameters = { new() { Value = function, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text } } };
            originals.Add((string)(await definition.ExecuteScalarAsync())!);
        }

        await ExecuteAsync(owner, bodies);
        return new(topology, database, string.Join(";\n", originals));
    }

    /// <summary>Has something done before each row of a table is written.</summary>
    /// <param name="topology">Where.</param>
    /// <param name="database">The database of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="moment"><c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>.</param>
    /// <param name="body">The statements of the trigger; they return the row, or null to have nothing happen.</param>
    /// <param name="also">What it needs besides: a table whose name begins with <c>planted</c>.</param>
    public static async Task<PlantedBug> TriggerAsync(Topology topology, string database, string table, string moment, string body, string also = "SELECT 1")
    {
        await using var owner = await topology.OpenPostgresAsync(database, $"{database}_owner");
        await ExecuteAsync(
            owner,
            $"""
            {also};
            CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$ BEGIN {body} END $$;
            CREATE TRIGGER planted BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION planted();
            """);
        return new(topology, database, "DROP FUNCTION planted() CASCADE; DROP TABLE IF EXISTS planted_positions");
    }

    /// <summary>Takes it out.</summary>
    public async ValueTask DisposeAsync()
    {
        await using var owner = await _topology.OpenPostgresAsync(_database, $"{_database}_owner");
        await ExecuteAsync(owner, _remove);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
