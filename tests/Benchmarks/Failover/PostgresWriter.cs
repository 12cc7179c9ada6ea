using Npgsql;

namespace Distribution.Benchmarks.Failover;

/// <summary>Inserts rows through Npgsql with several hosts, which finds the primary by itself.</summary>
internal sealed class PostgresWriter : IWriter
{
    // Rechecked at each opening, and given up soon: with the defaults the client would be out for 10 s longer than the server (environment's measurements).
    private const string Client = "Target Session Attributes=primary;Host Recheck Seconds=0;Timeout=2;Command Timeout=3;Cancellation Timeout=500;Maximum Pool Size=30";

    private readonly NpgsqlDataSource _source;

    private PostgresWriter(NpgsqlDataSource source) => _source = source;

    public static async Task<PostgresWriter> ConnectAsync(string hosts)
    {
        var source = new NpgsqlDataSourceBuilder($"{hosts};{Client}").BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary);
        await using var table = source.CreateCommand("CREATE TABLE IF NOT EXISTS failover (number int PRIMARY KEY)");
        await table.ExecuteNonQueryAsync();
        return new(source);
    }

    public async Task WriteAsync(int number)
    {
        await using var insert = _source.CreateCommand($"INSERT INTO failover VALUES ({number}) ON CONFLICT DO NOTHING");
        await insert.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlySet<int>> ReadAsync()
    {
        await using var select = _source.CreateCommand("SELECT number FROM failover");
        await using var reader = await select.ExecuteReaderAsync();
        var there = new HashSet<int>();
        while (await reader.ReadAsync())
        {
            there.Add(reader.GetInt32(0));
        }

        return there;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
