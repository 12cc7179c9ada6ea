using Distribution.Jobs.Schema;
using Distribution.Jobs.Tests;
using Distribution.Postgres;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(Database))]

namespace Distribution.Jobs.Tests;

/// <summary>A real server; each test takes a database of its own on it.</summary>
public sealed class Database : IAsyncLifetime
{
    private int _databases;

    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await PostgresServer.StartAsync("max_connections = 200");
        await Server.ExecuteAsync("CREATE DATABASE jobs_template");
        foreach (var script in JobSchema.Scripts)
        {
            await Server.ExecuteAsync(script.Sql, "jobs_template");
        }

        // Nothing forbids a second effect of a job: a duplicate has to be visible to be counted.
        await Server.ExecuteAsync("CREATE TABLE effects (job uuid NOT NULL, effect text); CREATE TABLE deaths (job uuid NOT NULL, error text); CREATE TABLE sent (key uuid PRIMARY KEY, job uuid)", "jobs_template");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    /// <summary>Makes an empty queue.</summary>
    /// <returns>The database's name.</returns>
    public async Task<string> CreateAsync()
    {
        var name = $"jobs_{Interlocked.Increment(ref _databases)}";
        await Server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE jobs_template");
        return name;
    }

    public PostgresDataSource Open(string database) => new(
        database,
        new PostgresOptions { ConnectionString = $"Host=127.0.0.1:{Server.Port};Username=postgres;Database={database}", Budget = TimeSpan.FromSeconds(20) },
        NullLoggerFactory.Instance);
}
