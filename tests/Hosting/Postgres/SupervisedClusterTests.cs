using Distribution.Machine.Processes;

namespace Distribution.Hosting.Tests.Postgres;

/// <summary>What the supervisor promises, seen by clients of real servers that write all the while.</summary>
public sealed class SupervisedClusterTests
{
    // The targets (1.5 s, 3 s, 1 s) hold on a machine of its own; a test shares it with others.
    private static readonly TimeSpan GenerousGap = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Cluster_started_from_nothing_is_redundant_and_least_privileged()
    {
        await using var cluster = await RealCluster.StartAsync();

        var role = await cluster.QueryAsync<string>(cluster.Primary, "SELECT current_user::text", role: "access");
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => cluster.QueryAsync<object>(cluster.Primary, "CREATE TABLE t (id int)", role: "access"));
        var elsewhere = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => cluster.QueryAsync<object>(cluster.Primary, "SELECT 1", role: "access", database: "postgres"));

        Assert.Equal("access", role);
        Assert.Equal("42501", refused.SqlState);
        Assert.Equal("42501", elsewhere.SqlState);
        TestContext.Current.TestOutputHelper?.WriteLine(cluster.Log);
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("kill postmaster only")]
    [InlineData("freeze")]
    [InlineData("freeze postmaster only")]
    public async Task Primary_lost_standby_takes_over_and_the_old_one_rejoins(string fault)
    {
        await using var cluster = await RealCluster.StartAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var old = cluster.Primary;

        Inject(cluster[old], fault);
        await cluster.UntilAsync(status => status.Primary != old && status.IsWritable, "the standby is primary");
        await writers.MoreAsync(50);
        await cluster.RedundantAsync();
        await writers.MoreAsync(50);
        var gap = await writers.StopAsync();

        Report($"{fault}: gap {gap.TotalMilliseconds:0} ms, {writers.Acknowledged} writes\n{cluster.Log}");
        Assert.Empty(await writers.LostOnAsync(cluster.Primary));
        Assert.Equal(2, cluster.Supervisor.Status.Term);
        Assert.True(gap < GenerousGap, $"{gap}\n{cluster.Log}");
    }

    [Theory]
    [InlineData("kill")]
    [InlineData("freeze")]
    [InlineData("freeze postmaster only")]
    public async Task Standby_lost_writers_go_on_and_redundancy_returns(string fault)
    {
        await using var cluster = await RealCluster.StartAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var primary = cluster.Primary;

        Inject(cluster[cluster.Standby], fault);
        await cluster.UntilAsync(status => !status.IsRedundant, "the loss is noticed");
        await writers.MoreAsync(50);
        await cluster.RedundantAsync();
        await writers.MoreAsync(50);
        var gap = await writers.StopAsync();

        Report($"{fault}: gap {gap.TotalMilliseconds:0} ms, {writers.Acknowledged} writes\n{cluster.Log}");
        Assert.Equal(primary, cluster.Primary);
        Assert.Empty(await writers.LostOnAsync(cluster.Primary));
        Assert.True(gap < GenerousGap, $"{gap}\n{cluster.Log}");
    }

    [Fact]
    public async Task Switchover_moves_the_primary_without_a_lost_write_and_without_a_copy()
    {
        await using var cluster = await RealCluster.StartAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var old = cluster.Primary;

        var said = await cluster.Supervisor.SwitchoverAsync(CancellationToken.None);
        await writers.MoreAsync(50);
        await cluster.RedundantAsync();
        var gap = await writers.StopAsync();

        Report($"{said} gap {gap.TotalMilliseconds:0} ms\n{cluster.Log}");
        Assert.NotEqual(old, cluster.Primary);
        Assert.Empty(await writers.LostOnAsync(cluster.Primary));
        Assert.DoesNotContain($"{old} is made anew", cluster.Log);
        Assert.True(gap < GenerousGap, $"{gap}\n{cluster.Log}");
    }

    private static void Inject(OwnedProcess process, string fault)
    {
        switch (fault)
        {
            case "kill":
                process.SendAll(SignalKind.Kill);
                break;
            case "kill postmaster only":
                Signal.Send(process.Pid!.Value, SignalKind.Kill);
                break;
            case "freeze":
                process.SendAll(SignalKind.Stop);
                break;
            default:
                Signal.Send(process.Pid!.Value, SignalKind.Stop);
                break;
        }
    }

    private static void Report(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
