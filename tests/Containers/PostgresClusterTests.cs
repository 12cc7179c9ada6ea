using Distribution.Servers;
using Npgsql;

namespace Distribution.Containers.Tests;

/// <summary>Patroni and three members of etcd, with writers that go on while members are killed.</summary>
public sealed class PostgresClusterTests(DockerEngine engine)
{
    private static readonly string[] Services = ["etcd-1", "etcd-2", "etcd-3", "postgres-1", "postgres-2", "pgbouncer"];
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RejoinPatience = TimeSpan.FromSeconds(90);

    [Fact]
    public Task Killed_primary_is_replaced_within_15_s_without_loss_and_comes_back_as_a_standby() => FailOverAsync(before: _ => Task.CompletedTask);

    [Fact]
    public Task Killed_primary_is_replaced_as_well_while_a_member_of_etcd_is_dead() => FailOverAsync(before: servers => servers.KillAsync("etcd-2"));

    private async Task FailOverAsync(Func<RunningServers, Task> before)
    {
        await using var servers = await RunningServers.StartAsync(engine, ["postgres", "etcd"], Services);
        await UntilBothAsync(servers);
        await using var writer = new RowWriter(Direct(servers));
        await writer.StartAsync();

        await before(servers);
        await writer.UntilMoreAsync(20);
        var primary = (await PrimaryAsync(servers))!;
        var other = primary == "postgres-1" ? "postgres-2" : "postgres-1";
        writer.ForgetGap();
        await servers.KillAsync(primary);
        await Eventually.True(async () => await PrimaryAsync(servers) == other, TimeSpan.FromSeconds(60), "the standby is promoted");
        await writer.UntilMoreAsync(20);
        Assert.InRange(writer.LongestGap, TimeSpan.Zero, Budget);

        await servers.StartAsync(primary);
        await UntilBothAsync(servers);
        Assert.Equal(other, await PrimaryAsync(servers));
        await OpenPooledAsync(servers);
        await servers.KillAsync("pgbouncer");
        await servers.StartAsync("pgbouncer");
        await Eventually.True(
            async () =>
            {
                await OpenPooledAsync(servers);
                return true;
            },
            RejoinPatience,
            "a pool that finds a primary when it starts serves");

        await servers.CrashAsync(other);
        await writer.UntilMoreAsync(20);
        await UntilBothAsync(servers);

        Assert.Empty(await writer.StopAndFindLostAsync());
    }

    private static string Direct(RunningServers servers) =>
        $"Host={servers.Address(21)},{servers.Address(22)};Database=drills;Username=drills_owner;Passfile={servers.Secret("postgres-drills_owner.pgpass")};Target Session Attributes=primary;Host Recheck Seconds=0;Timeout=2;Command Timeout=3;Cancellation Timeout=500";

    private static async Task OpenPooledAsync(RunningServers servers)
    {
        await using var pooled = new NpgsqlConnection($"Host={servers.Address(25)};Port=6432;Database=drills;Username=drills_owner;Passfile={servers.Secret("postgres-drills_owner.pgpass")};Pooling=false");
        await pooled.OpenAsync();
    }

    // Postgres calls a standby synchronous before the store does, and only whom the store names may be promoted.
    private static Task UntilBothAsync(RunningServers servers) =>
        Eventually.True(async () => await PrimaryAsync(servers) is { } primary && await IsSynchronousAsync(servers, primary) && await AnswersAsync(servers, "synchronous") is not null, RejoinPatience, "the primary has its synchronous standby");

    private static async Task<bool> IsSynchronousAsync(RunningServers servers, string primary) =>
        (await servers.ExecAsync(primary, "psql", "-h", "/tmp", "-U", "postgres", "-Atc", "SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')")) == "1";

    private static Task<string?> PrimaryAsync(RunningServers servers) => AnswersAsync(servers, "primary");

    /// <summary>The member whose Patroni says that it is one.</summary>
    private static async Task<string?> AnswersAsync(RunningServers servers, string role)
    {
        foreach (var (name, address) in new[] { ("postgres-1", servers.Address(21)), ("postgres-2", servers.Address(22)) })
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
            try
            {
                using var answer = await client.GetAsync($"http://{address}:8008/{role}");
                if (answer.IsSuccessStatusCode)
                {
                    return name;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                // It is the one that was killed.
            }
        }

        return null;
    }
}
