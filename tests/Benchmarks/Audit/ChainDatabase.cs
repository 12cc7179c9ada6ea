using Distribution.HashChain;
using Distribution.HashChain.Schema;
using Distribution.Servers;
using Npgsql;
using NpgsqlTypes;

namespace Distribution.Benchmarks.Audit;

/// <summary>A server that flushes every commit, a chain in it, and beside it a table with the same columns and indexes that knows nothing of hashes.</summary>
internal sealed class ChainDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly NpgsqlDataSource _source;

    private ChainDatabase(PostgresServer server)
    {
        _server = server;
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString()) { Pooling = true, MaxPoolSize = 20 });
    }

    public static async Task<ChainDatabase> StartAsync()
    {
        var server = await PostgresServer.StartAsync("fsync = on", "shared_buffers = 256MB", "max_wal_size = 2GB", "max_connections = 50");
        foreach (var script in ChainSchema.Scripts)
        {
            await server.ExecuteAsync(script.Sql);
        }

        await server.ExecuteAsync("CREATE TABLE plain (LIKE chain_records INCLUDING ALL)");
        return new(server);
    }

    public static ChainEntry Entry(int n) => new(
        "access", Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), $"actor-{n % 100}", "request.approved", $"request/{Guid.CreateVersion7()}",
        $$"""{"policy":"development-operator","role":"operator","target":"staging-{{n % 1000}}","durationSeconds":3600}""", $"{n:x32}");

    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken).AsTask();

    /// <summary>Inserts the same rows as an append would, in one statement and one commit, and computes nothing.</summary>
    public async Task InsertPlainAsync(NpgsqlConnection connection, long after, IReadOnlyList<ChainEntry> entries)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO plain (sequence, previous_hash, message_id, source, occurred_at, recorded_at, actor, action, subject, details, trace_id, hash)
            SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::uuid[], $4::text[], $5::timestamptz[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $2::bytea[])
            """,
            connection);
        var hash = new byte[32];
        Add(NpgsqlDbType.Bigint, entries.Select((_, index) => after + index + 1));
        Add(NpgsqlDbType.Bytea, entries.Select(_ => hash));
        Add(NpgsqlDbType.Uuid, entries.Select(entry => entry.MessageId));
        Add(NpgsqlDbType.Text, entries.Select(entry => entry.Source));
        Add(NpgsqlDbType.TimestampTz, entries.Select(entry => entry.OccurredAt));
        Add(NpgsqlDbType.Text, entries.Select(entry => entry.Actor));
        Add(NpgsqlDbType.Text, entries.Select(entry => entry.Action));
        Add(NpgsqlDbType.Text, entries.Select(entry => entry.Subject));
        Add(NpgsqlDbType.Text, entries.Select(entry => entry.Details));
        Add(NpgsqlDbType.Text, entries.Select(entry => entry.TraceId));
        await command.ExecuteNonQueryAsync();

        void Add<T>(NpgsqlDbType type, IEnumerable<T> values) => command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    /// <summary>Reads all rows of the chain as COPY sends them, and does nothing with them.</summary>
    public async Task<long> CopyAsync()
    {
        await using var connection = await OpenAsync(CancellationToken.None);
        await using var copy = await connection.BeginRawBinaryCopyAsync("COPY (SELECT * FROM chain_records ORDER BY sequence) TO STDOUT (FORMAT binary)");
        var buffer = new byte[64 * 1024];
        var read = 0L;
        for (int some; (some = await copy.ReadAsync(buffer, CancellationToken.None)) > 0;)
        {
            read += some;
        }

        return read;
    }

    public Task SettleAsync() => _server.ExecuteAsync("VACUUM ANALYZE chain_records");

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _server.DisposeAsync();
    }
}
