using Distribution.Testing;
using Npgsql;

namespace Distribution.Shop.Tests;

/// <summary>The shop's way to its database: it tries an order once, and says that it has one only when the database has said so.</summary>
internal sealed class Orders(Topology topology)
{
    private const string Database = "shop";
    private const string Cluster = "store";

    // Npgsql asks each server of the connection string who is primary, again for each connection that it opens. The pool is small: a hundred logins at once keep a new primary from answering anybody.
    private readonly string _connectionString = $"{topology.Postgres(Database, cluster: Cluster)};Target Session Attributes=primary;Host Recheck Seconds=0;Timeout=2;Command Timeout=3;Maximum Pool Size=10";

    public async Task CreateTableAsync()
    {
        await using var owner = await topology.OpenPostgresAsync(Database, role: $"{Database}_owner", cluster: Cluster);
        await using var create = new NpgsqlCommand("CREATE TABLE orders (id text PRIMARY KEY)", owner);
        await create.ExecuteNonQueryAsync();
    }

    public async Task PlaceAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var insert = new NpgsqlCommand("INSERT INTO orders VALUES ($1)", connection) { Parameters = { new() { Value = id } } };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyCollection<string>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var select = new NpgsqlCommand("SELECT id FROM orders", connection);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        var ids = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }
}
