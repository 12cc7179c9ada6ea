using Distribution.Servers;

namespace Distribution.Api.Tests;

/// <summary>A Postgres with the database access, migrated, and the roles as Hosting makes them: the owner makes the schema, the service gets DML.</summary>
internal sealed class AccessPostgres : IAsyncDisposable
{
    // What the migrations migrate as well.
    private static readonly string[] Others = ["jobs", "identity", "audit"];

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
            foreach (var database in Others)
            {
                await server.ExecuteAsync($"CREATE DATABASE {database}");
            }

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
        using var migrations = ServerProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "Distribution.Migrations"),
            [],
            unprivileged: false,
            new Dictionary<string, string>(Others.Select(database =>
                KeyValuePair.Create($"ConnectionStrings__{database}-owner", $"Host=127.0.0.1:{server.Port};Database={database};Username=postgres")))
            {
                ["ConnectionStrings__access-owner"] = $"Host=127.0.0.1:{server.Port};Database=access;Username=access_owner",
            });
        await migrations.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.True(migrations.ExitCode == 0, migrations.Output);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
