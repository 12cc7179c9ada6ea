using Npgsql;

namespace Distribution.Postgres.Primary;

/// <summary>A connection to a standby, kept for the moment of its promotion.</summary>
internal static class Spare
{
    /// <summary>
    /// Tables, by name as SQL has it, that this session may read. Partitions are left out: there may be hundreds, and which of them is written to is another one by then.
    /// </summary>
    private const string TablesQuery =
        """
        SELECT oid::regclass::text FROM pg_class
        WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace) AND has_table_privilege(oid, 'SELECT')
        ORDER BY oid LIMIT 50
        """;

    /// <summary>
    /// Has the server's process read what it must know of each table, its columns, indexes and types, before the first statement that uses it. A process keeps that for as long as it lives, and what it keeps while its server
    /// is a standby is as good after the promotion; without it the first statements on a new connection cost as much as ten later ones.
    /// </summary>
    public static async Task WarmAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = new List<string>();
        await using (var command = new NpgsqlCommand(TablesQuery, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                tables.Add(reader.GetString(0));
            }
        }

        await using var batch = new NpgsqlBatch(connection);
        foreach (var table in tables)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT * FROM {table} LIMIT 0"));
        }

        if (tables.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
