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

    [Fact]
    public async Task Both_killed_the_primary_returns_as_primary_with_every_write()
    {
        await using var cluster = await RealCluster.StartAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var (primary, standby) = (cluster.Primary, cluster.Standby);

        cluster[standby].SendAll(SignalKind.Kill);
        cluster[primary].SendAll(SignalKind.Kill);
        await cluster.UntilAsync(status => !status.IsWritable, "the loss is noticed");
        await cluster.RedundantAsync();
        await writers.MoreAsync(50);
        await writers.StopAsync();

        Assert.Empty(await writers.LostOnAsync(cluster.Primary));
        Assert.Equal(await cluster.QueryAsync<long>(cluster.Primary, "SELECT count(*) FROM writes"), await CountOnStandbyAsync(cluster));
    }

    [Fact]
    public async Task Supervisor_replaced_while_the_primary_dies_the_next_one_fails_over()
    {
        await using var cluster = await RealCluster.StartAsync();
        await using var writers = await Writers.StartAsync(cluster);
        var old = cluster.Primary;

        await cluster.LoseSupervisorAsync();
        cluster[old].SendAll(SignalKind.Kill);
        await cluster.ReplaceSupervisorAsync(start: false);
        await cluster.UntilAsync(status => status.Primary != old && status.IsWritable, "the standby is primary");
        await cluster.RedundantAsync();
        await writers.MoreAsync(50);
        await writers.StopAsync();

        Assert.Empty(await writers.LostOnAsync(cluster.Primary));
    }

    [Fact]
    public async Task State_file_corrupt_the_data_tells_who_is_primary_and_the_file_is_kept()
    {
        await using var cluster = await RealCluster.StartAsync();
        await using var writers = await Writers.StartAsync(cluster);
        await cluster.Supervisor.SwitchoverAsync(CancellationToken.None);
        await cluster.RedundantAsync();
        await writers.MoreAsync(20);
        await writers.StopAsync();
        var primary = cluster.Primary;
        await cluster.LoseSupervisorAsync();
        cluster["postgres-1"].SendAll(SignalKind.Kill);
        cluster["postgres-2"].SendAll(SignalKind.Kill);

        await File.WriteAllTextAsync(cluster.StateFile, "{ \"format\": 1, \"clus");
        await cluster.ReplaceSupervisorAsync(start: true);
        await cluster.RedundantAsync();

        Assert.Equal(primary, cluster.Primary);
        Assert.Empty(await writers.LostOnAsync(primary));
        Assert.Contains("is corrupt", cluster.Log);
        Assert.True(File.Exists($"{cluster.StateFile}.unreadable-1"));
    }

    [Fact]
    public async Task Disk_of_the_standby_full_writers_go_on_and_it_returns_when_there_is_room()
    {
        using var disk = SmallDisk.TryMount(megabytes: 160);
        Assert.SkipWhen(disk is null, "Mounting a small disk needs root.");
        await using var cluster = await RealCluster.StartAsync(standbyRoot: disk.Path);
        await using var writers = await Writers.StartAsync(cluster);

        disk.Fill();
        await cluster.QueryAsync<long>(cluster.Primary, "CREATE TABLE bulk AS SELECT g, repeat('x', 900) AS filler FROM generate_series(1, 60000) g; SELECT count(*) FROM bulk");
        await cluster.UntilAsync(status => !status.IsRedundant, "the loss is noticed");
        await writers.MoreAsync(50);
        disk.Clear();
        await cluster.QueryAsync<long>(cluster.Primary, "DROP TABLE bulk; SELECT 1::bigint");
        await cluster.RedundantAsync();
        await writers.MoreAsync(20);
        var gap = await writers.StopAsync();

        Report($"gap {gap.TotalMilliseconds:0} ms\n{cluster.Log}");
        Assert.Empty(await writers.LostOnAsync(cluster.Primary));
    }

    [Fact]
    public async Task Disk_of_the_primary_full_the_standby_takes_over()
    {
        using var disk = SmallDisk.TryMount(megabytes: 160);
        Assert.SkipWhen(disk is null, "Mounting a small disk needs root.");
        await using var cluster = await RealCluster.StartAsync(primaryRoot: disk.Path);
        await using var writers = await Writers.StartAsync(cluster);
        var old = cluster.Primary;

        disk.Fill();
        await cluster.UntilAsync(status => status.Primary != old && status.IsWritable, "the standby is primary");
        await writers.MoreAsync(50);
        disk.Clear();
        await cluster.RedundantAsync();
        await writers.MoreAsync(20);
        var gap = await writers.StopAsync();

        Report($"gap {gap.TotalMilliseconds:0} ms\n{cluster.Log}");
        Assert.Empty(await writers.LostOnAsync(cluster.Primary));
    }

    private static async Task<long> CountOnStandbyAsync(RealCluster cluster)
    {
        var expected = await cluster.QueryAsync<long>(cluster.Primary, "SELECT count(*) FROM writes");
        await Servers.Eventually.True(async () => await cluster.QueryAsync<long>(cluster.Standby, "SELECT count(*) FROM writes") == expected);
        return expected;
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
