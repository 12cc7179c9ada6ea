using Distribution.Audit.Tests;
using Distribution.Servers;

[assembly: AssemblyFixture(typeof(Database))]

namespace Distribution.Audit.Tests;

/// <summary>A server with a migrated database audit, roles as Hosting makes them, and an issuer of tokens; each test works on a copy of the database.</summary>
public sealed class Database : IAsyncLifetime
{
    private const string Template = "audit";
    private int _copies;

    public PostgresServer Server { get; private set; } = null!;

    public TestIssuer Issuer { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Server = await PostgresServer.StartAsync("max_connections = 200");
        await Server.ExecuteAsync("CREATE ROLE audit_owner LOGIN");
        await Server.ExecuteAsync("CREATE ROLE audit LOGIN");
        foreach (var database in new[] { Template, "access", "jobs", "identity" })
        {
            await Server.ExecuteAsync($"CREATE DATABASE {database} OWNER audit_owner");
        }

        await Server.ExecuteAsync("ALTER DEFAULT PRIVILEGES FOR ROLE audit_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO audit", Template);
        using var migrations = ServerProcess.Start(
            Path.Combine(AppContext.BaseDirectory, "Distribution.Migrations"),
            [],
            unprivileged: false,
            new[] { Template, "access", "jobs", "identity" }.ToDictionary(database => $"ConnectionStrings__{database}-owner", database => $"Host=127.0.0.1:{Server.Port};Database={database};Username=audit_owner"));
        await migrations.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.True(migrations.ExitCode == 0, migrations.Output);
    }

    public async ValueTask DisposeAsync()
    {
        Issuer.Dispose();
        await Server.DisposeAsync();
    }

    /// <summary>Makes a copy, and gives its name.</summary>
    public async Task<string> CopyAsync()
    {
        var name = $"audit_{Interlocked.Increment(ref _copies)}";
        await Server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {Template} OWNER audit_owner");
        return name;
    }
}
