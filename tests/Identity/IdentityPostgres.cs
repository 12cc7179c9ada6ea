using Distribution.Identity.Tests;
using Distribution.Outbox.Schema;
using Distribution.Servers;

[assembly: AssemblyFixture(typeof(IdentityPostgres))]

namespace Distribution.Identity.Tests;

/// <summary>A Postgres in which each test makes a database of its own, as Hosting and Migrations would: the owner makes the schema, the service gets DML.</summary>
public sealed class IdentityPostgres : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private PostgresServer? _server;
    private int _databases;

    public PostgresServer Server => _server!;

    /// <summary>The connection string of a database that has the users of <see cref="UsersFile"/>, for tests that change none.</summary>
    public string Seeded { get; private set; } = "";

    public string UsersFile => _folder["users"];

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync("max_connections = 200");
        await PrepareAsync(_server);
        Seeded = await NewDatabaseAsync();
        await using var first = await RunningIdentity.StartAsync(Seeded);
        File.Copy(first.UsersFile, UsersFile);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>A replica with new keys and the seeded users.</summary>
    internal Task<RunningIdentity> StartIdentityAsync() => RunningIdentity.StartAsync(Seeded, usersFile: UsersFile);

    /// <summary>A replica with keys that are given to it, and the seeded users.</summary>
    internal Task<RunningIdentity> StartIdentityAsync(string givenKeys) => RunningIdentity.StartAsync(Seeded, usersFile: UsersFile, givenKeys: givenKeys);

    /// <summary>The connection string of a new database.</summary>
    public Task<string> NewDatabaseAsync() => NewDatabaseAsync(Server, $"identity_{Interlocked.Increment(ref _databases)}");

    public static Task PrepareAsync(PostgresServer server) => server.ExecuteAsync("CREATE ROLE identity_owner LOGIN; CREATE ROLE identity LOGIN");

    public static async Task<string> NewDatabaseAsync(PostgresServer server, string name)
    {
        await server.ExecuteAsync($"CREATE DATABASE {name} OWNER identity_owner");
        var scripts = OutboxSchema.Scripts.Select(script => script.Sql).Concat(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "identity")).Order(StringComparer.Ordinal).Select(File.ReadAllText));
        foreach (var script in scripts)
        {
            await server.ExecuteAsync(script, name);
        }

        await server.ExecuteAsync("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO identity", name);
        return $"Host=127.0.0.1:{server.Port};Database={name};Username=identity";
    }
}
