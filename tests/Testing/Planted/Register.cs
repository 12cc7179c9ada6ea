using Distribution.Drills.Histories;
using Npgsql;

namespace Distribution.Testing.Tests.Planted;

/// <summary>One register in a table, on connections that the test chooses: each operation is recorded with the timeline under which it was done.</summary>
internal static class Register
{
    public const string Workload = "registers";

    private const string Who = "SELECT coalesce((SELECT value FROM registers WHERE key = 'k'), ''), ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task CreateAsync(NpgsqlConnection connection) => ExecuteAsync(connection, "CREATE TABLE registers (key text PRIMARY KEY, value text NOT NULL)");

    /// <summary>Writes it.</summary>
    public static async Task WriteAsync(HistoryRecorder recorder, NpgsqlConnection connection, string value, string node)
    {
        using var operation = recorder.Begin(Workload, "write", "k", value);
        await ExecuteAsync(connection, $"INSERT INTO registers VALUES ('k', '{value}') ON CONFLICT (key) DO UPDATE SET value = excluded.value");
        operation.Ok(node: node, term: (await LookAsync(connection)).Term);
    }

    /// <summary>Reads it; a connection that is gone is a read that failed.</summary>
    public static async Task ReadAsync(HistoryRecorder recorder, NpgsqlConnection connection, string node)
    {
        using var operation = recorder.Begin(Workload, "read", "k");
        try
        {
            var (value, term) = await LookAsync(connection);
            operation.Ok(value, node, term);
        }
        catch (NpgsqlException gone)
        {
            operation.Fail(gone.Message);
        }
    }

    private static async Task<(string Value, int Term)> LookAsync(NpgsqlConnection connection)
    {
        await using var look = new NpgsqlCommand(Who, connection);
        await using var row = await look.ExecuteReaderAsync(Token);
        await row.ReadAsync(Token);
        return (row.GetString(0), row.GetInt32(1));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
