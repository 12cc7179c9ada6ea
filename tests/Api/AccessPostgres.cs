using Distribution.Leases.Schema;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Api.Tests;

/// <summary>A Postgres with the database access, migrated, and the roles as Hosting makes them: the owner makes the schema, the service gets DML.</summary>
internal sealed class AccessPostgres : IAsyncDisposable
{
    private AccessPostgres(PostgresServer server) => Server = server;

    public PostgresServer Server { get; }

    public string ServiceConnection => $"Host=127.0.0.1:{Server.Port};Database=access;Username=access";

    public static async Task<AccessPostgres> StartAsync()
    {
        var server = await PostgresServer.StartAsync("max_connections = 200");
        try
        {
            await server.ExecuteAsync("CREATE ROLE access_owner LOGIN");
            await server.ExecuteAsync("CREATE ROLE access LOGIN");
            await server.ExecuteAsync("CREATE DATABASE access OWNER access_owner");
            await server.ExecuteAsync("ALTER DEFAULT PRIVILEGES FOR ROLE access_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO access", "access");
            await MigrateAsync(server);
            return new(server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async Task<long> CountAsync(string from) => (long)(await Server.ExecuteAsync($"SELECT count(*) FROM {from}", "access"))!;

    private static async Task MigrateAsync(PostgresServer server)
    {
        var owner = server.ConnectionString("access").Replace("Username=postgres", "Username=access_owner");
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        var own = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "migrations")).Order().Select(File.ReadAllText);
        foreach (var script in LeaseSchema.Fences.Select(script => script.Sql).Concat(own))
        {
            await using var command = new NpgsqlCommand(script, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
