using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Processes;
using Distribution.Servers;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>The cluster as a part of a topology: what dashboard, command line and services see of it.</summary>
public sealed class PostgresTopologyTests
{
    [Fact]
    public async Task Primary_killed_model_shows_the_new_one_and_the_pool_leads_to_it()
    {
        using var folder = new TemporaryFolder();
        await using var topology = await PostgresTopology.StartAsync(folder.Path);
        Assert.Equal("postgres-1", topology.Primary);
        Assert.Equal(1, topology.Term);
        await PostgresTopology.QueryAsync<object>(topology.Owner, "CREATE TABLE kept (id int PRIMARY KEY); INSERT INTO kept VALUES (1) RETURNING id");

        topology.Send("postgres-1", SignalKind.Kill);
        await topology.WhenAsync(() => topology.Role("postgres-2") == "primary" && topology.Term == 2, "postgres-2 is primary");
        Assert.Equal(1, await PostgresTopology.QueryAsync<int>(topology.Database, "SELECT id FROM kept"));
        await topology.RedundantAsync(term: 2);
        await topology.HealthyAsync("pgbouncer");

        Assert.Equal(1, await PostgresTopology.QueryAsync<int>(topology.Pool, "UPDATE kept SET id = id RETURNING id"));
        Assert.Equal("standby", topology.Role("postgres-1"));
        var log = await topology.LogAsync("postgres");
        Assert.Contains("Failover: postgres-1 (primary) is lost", log);
        Assert.Contains("Phase fence", log);
        Assert.Contains("Phase promote", log);
        Assert.Contains("Phase rejoin", log);
        TestContext.Current.TestOutputHelper?.WriteLine(log);
    }

    [Fact]
    public async Task Switchover_and_stop_by_command_move_the_primary_and_a_restart_finds_it()
    {
        using var folder = new TemporaryFolder();
        await using (var topology = await PostgresTopology.StartAsync(folder.Path))
        {
            await PostgresTopology.QueryAsync<object>(topology.Owner, "CREATE TABLE kept (id int PRIMARY KEY); INSERT INTO kept VALUES (1) RETURNING id");
            var switched = await topology.CommandAsync("postgres", "switchover");
            Assert.True(switched.Success, switched.Message);
            await topology.WhenAsync(() => topology.Role("postgres-2") == "primary", "postgres-2 is primary");
            await topology.RedundantAsync(term: 2);

            var stopped = await topology.CommandAsync("postgres-2", KnownResourceCommands.StopCommand);
            Assert.True(stopped.Success, stopped.Message);
            await topology.WhenAsync(() => topology.Role("postgres-1") == "primary" && topology.Term == 3, "postgres-1 is primary");
            var refused = await topology.CommandAsync("postgres", "promote");
            Assert.False(refused.Success);
            Assert.Contains("postgres-2", refused.Message);

            var started = await topology.CommandAsync("postgres-2", KnownResourceCommands.StartCommand);
            Assert.True(started.Success, started.Message);
            await topology.RedundantAsync(term: 3);
        }

        Assert.DoesNotContain(ProcessTable.All(), pid => ProcessTable.CommandLine(pid).Contains(folder.Path, StringComparison.Ordinal));
        await using var again = await PostgresTopology.StartAsync(folder.Path);

        Assert.Equal("postgres-1", again.Primary);
        Assert.Equal(3, again.Term);
        Assert.Equal(1, await PostgresTopology.QueryAsync<int>(again.Database, "SELECT id FROM kept"));
        Assert.DoesNotContain("is made anew", await again.LogAsync("postgres"));
    }

    [Fact]
    public async Task Connection_strings_name_all_members_and_no_password()
    {
        using var folder = new TemporaryFolder();
        await using var topology = await PostgresTopology.StartAsync(folder.Path);
        var user = await ((IResourceWithConnectionString)topology.Database).GetConnectionStringAsync();
        var owner = await ((IResourceWithConnectionString)topology.Owner).GetConnectionStringAsync();

        var (first, second) = (topology.Cluster.Members[0].Port, topology.Cluster.Members[1].Port);
        Assert.Equal($"Host=127.0.0.1:{first},127.0.0.1:{second};Database=access;Username=access;Passfile={folder["test", "secrets", "postgres-access.pgpass"]}", user);
        Assert.Equal($"Host=127.0.0.1:{first},127.0.0.1:{second};Database=access;Username=access_owner;Passfile={folder["test", "secrets", "postgres-access_owner.pgpass"]}", owner);
        Assert.Equal("access-owner", topology.Owner.Name);
        Assert.All(Directory.GetFiles(folder["test", "secrets"]), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }
}
