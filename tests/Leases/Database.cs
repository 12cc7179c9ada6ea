using Distribution.Leases.Postgres;
using Distribution.Leases.Schema;
using Distribution.Leases.Tests;
using Distribution.Postgres;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(Database))]

namespace Distribution.Leases.Tests;

/// <summary>A real server with the library's tables, for the tests that do not break it.</summary>
public sealed class Database : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public PostgresDataSource DataSource { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await StartAsync();
        DataSource = Open(Server);
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>A server with the tables.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        foreach (var script in LeaseSchema.Leases.Concat(LeaseSchema.Fences))
        {
            await server.ExecuteAsync(script.Sql);
        }

        return server;
    }

    public static PostgresDataSource Open(PostgresServer server) =>
        new("jobs", new PostgresOptions { ConnectionString = $"Host=127.0.0.1:{server.Port};Username=postgres;Database=postgres" }, NullLoggerFactory.Instance);

    public static PostgresLeaseStore Store(PostgresDataSource dataSource) => new(dataSource.OpenConnectionAsync);
}
