using Distribution.Jobs;
using Distribution.Jobs.Schema;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Benchmarks.Jobs;

/// <summary>A server that flushes every commit to the disk, with the queue's tables and, as the peer, a table without anything that takes the same rows.</summary>
internal sealed class JobDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;

    private JobDatabase(PostgresServer server, NpgsqlDataSource pool) => (_server, Pool) = (server, pool);

    public NpgsqlDataSource Pool { get; }

    public static async Task<JobDatabase> StartAsync()
    {
        var server = await PostgresServer.StartAsync("fsync = on", "shared_buffers = 256MB", "max_wal_size = 4GB", "checkpoint_timeout = 30min");
        foreach (var script in JobSchema.Scripts)
        {
            await server.ExecuteAsync(script.Sql);
        }

        await server.ExecuteAsync("CREATE TABLE plain_rows (id uuid PRIMARY KEY, kind text NOT NULL, payload json NOT NULL, enqueued_at timestamptz NOT NULL DEFAULT clock_timestamp())");
        return new(server, NpgsqlDataSource.Create($"Host=127.0.0.1;Port={server.Port};Username=postgres;Database=postgres;No Reset On Close=true"));
    }

    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken = default) => await Pool.OpenConnectionAsync(cancellationToken);

    /// <summary>Whether any job is left.</summary>
    public async Task<bool> AnyAsync() => await _server.ExecuteAsync("SELECT EXISTS (SELECT FROM jobs)") is true;

    /// <summary>Enqueues jobs, 500 in a transaction.</summary>
    public async Task EnqueueAsync(int jobs)
    {
        await using var connection = await OpenAsync();
        for (var left = jobs; left > 0; left -= Math.Min(left, 500))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await JobQueue.EnqueueAsync(transaction, [.. Enumerable.Range(0, Math.Min(left, 500)).Select(_ => Job())]);
            await transaction.CommitAsync();
        }
    }

    /// <summary>Inserts the same rows into the plain table, so many in a statement.</summary>
    public async Task InsertPlainAsync(NpgsqlConnection connection, int rows)
    {
        await using var insert = new NpgsqlCommand("INSERT INTO plain_rows (id, kind, payload) SELECT id, $2, $3::json FROM unnest($1) AS g (id)", connection);
        insert.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. Enumerable.Range(0, rows).Select(_ => Guid.CreateVersion7())] });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Job().Kind });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Job().Payload });
        await insert.PrepareAsync();
        await insert.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Pool.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static NewJob Job() => new() { Kind = JobsBenchmark.Kind, Payload = """{"grantId":"0199f0a4-7c5e-7b5a-9d1c-2f6f0a3f7a11"}""" };
}
