using Distribution.Outbox.Schema;
using Distribution.Outbox.Tests;
using Distribution.Servers;

[assembly: AssemblyFixture(typeof(Database))]

namespace Distribution.Outbox.Tests;

/// <summary>A real server; each test has databases of its own in it.</summary>
public sealed class Database : IAsyncLifetime
{
    private int _databases;

    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync("max_connections = 200");

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>A database with the tables of senders and of receivers.</summary>
    public async Task<TestDatabase> CreateAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Server.ExecuteAsync($"CREATE DATABASE {name}");
        foreach (var script in OutboxSchema.Scripts.Concat(InboxSchema.Scripts))
        {
            await Server.ExecuteAsync(script.Sql, name);
        }

        return new(Server, name);
    }
}
