using Distribution.Migrations.Plan;
using Distribution.Servers;

namespace Distribution.Migrations.Tests;

/// <summary>A server with the databases and owner roles that Hosting makes, and runs of the migrations against it.</summary>
internal sealed class MigratedServer(PostgresServer server) : IAsyncDisposable
{
    public PostgresServer Server => server;

    public static async Task<MigratedServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync();
        foreach (var database in Databases.All.Select(database => database.Name))
        {
            await server.ExecuteAsync($"CREATE ROLE {database}_owner LOGIN");
            await server.ExecuteAsync($"CREATE DATABASE {database} OWNER {database}_owner");
        }

        return new(server);
    }

    public string ConnectionString(string database) => $"Host=127.0.0.1:{server.Port};Database={database};Username={database}_owner";

    public string? Environment(string variable) => Databases.All.FirstOrDefault(database => database.ConnectionVariable == variable) is { } found ? ConnectionString(found.Name) : null;

    public async Task<Outcome> RunAsync(IReadOnlyList<Database> databases, TimeSpan? patience = null, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await Migrator.RunAsync(databases, Environment, TextWriter.Synchronized(output), TextWriter.Synchronized(errors), cancellationToken, patience);
        return new(code, output.ToString(), errors.ToString());
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
