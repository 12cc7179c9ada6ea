using Distribution.HashChain.Schema;
using Distribution.HashChain.Tests;
using Distribution.Servers;

[assembly: AssemblyFixture(typeof(Database))]

namespace Distribution.HashChain.Tests;

/// <summary>A real server; each test has a chain of its own in it.</summary>
public sealed class Database : IAsyncLifetime
{
    private int _databases;

    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync("max_connections = 200", "idle_in_transaction_session_timeout = 0");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public async Task<Chain> CreateAsync()
    {
        var name = $"chain_{Interlocked.Increment(ref _databases)}";
        await Server.ExecuteAsync($"CREATE DATABASE {name}");
        foreach (var script in ChainSchema.Scripts)
        {
            await Server.ExecuteAsync(script.Sql, name);
        }

        return new(Server, name);
    }
}
