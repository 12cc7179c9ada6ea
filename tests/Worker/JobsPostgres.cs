using Distribution.Servers;
using Distribution.Worker.Tests;

[assembly: AssemblyFixture(typeof(JobsPostgres))]

namespace Distribution.Worker.Tests;

/// <summary>A Postgres with the database jobs, migrated, and the roles as Hosting makes them: the owner makes the schema, the service gets DML. Each test takes a copy of its own.</summary>
public sealed class JobsPostgres : IAsyncLifetime
{
    // What the migrations migrate as well.
    private static readonly string[] Others = ["access", "identity", "audit"];

    private int _copies;

    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await PostgresServer.StartAsync("max_connections = 200");
        await Server.ExecuteAsync("CREATE ROLE jobs_owner LOGIN");
        await Server.ExecuteAsync("CREATE ROLE jobs LOGIN");
        await Server.ExecuteAsync("CREATE DATABASE jobs OWNER jobs_owner");
        foreach (var database in Others)
        {
            await Server.ExecuteAsync($"CREATE DATABASE {database}");
        }

        await Server.ExecuteAsync("ALTER DEFAULT PRIVILEGES FOR ROLE jobs_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO jobs", "jobs");
        await Server.ExecuteAsync("ALTER DEFAULT PRIVILEGES FOR ROLE jobs_owner GRANT USAGE, SELECT ON SEQUENCES TO jobs", "jobs");
        var environment = Others.ToDictionary(database => $"ConnectionStrings__{database}-owner", database => $"Host=127.0.0.1:{Server.Port};Database={database};Username=postgres");
        environment["ConnectionStrings__jobs-owner"] = $"Host=127.0.0.1:{Server.Port};Database=jobs;Username=jobs_owner";
        using var migrations = ServerProcess.Start(Path.Combine(AppContext.BaseDirectory, "Distribution.Migrations"), [], unprivileged: false, environment);
        await migrations.WaitForExitAsync(TimeSpan.FromSeconds(60));
        Assert.True(migrations.ExitCode == 0, migrations.Output);
    }

    /// <summary>Makes an empty queue.</summary>
    public async Task<JobsCopy> CopyAsync()
    {
        var name = $"jobs_{Interlocked.Increment(ref _copies)}";
        await Server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE jobs");
        return new(this, name);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
