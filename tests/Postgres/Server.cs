using Distribution.Postgres.Tests;
using Distribution.Servers;

[assembly: AssemblyFixture(typeof(Server))]

namespace Distribution.Postgres.Tests;

/// <summary>One real server for the tests that do not break it.</summary>
public sealed class Server : IAsyncLifetime
{
    public PostgresServer Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await PostgresServer.StartAsync("max_connections = 200");

    public ValueTask DisposeAsync() => Postgres.DisposeAsync();
}
