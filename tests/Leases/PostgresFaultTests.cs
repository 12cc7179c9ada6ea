using Distribution.Leases.Schema;
using Distribution.Servers;

namespace Distribution.Leases.Tests;

/// <summary>Leases on a database that is being broken.</summary>
public sealed class PostgresFaultTests
{
    [Fact]
    public async Task Contenders_on_a_restarted_database_with_connections_killed_never_hold_it_two_at_a_time()
    {
        await using var server = await Database.StartAsync();
        await using var dataSource = Database.Open(server);
        var history = new History();
        using var stop = new CancellationTokenSource();
        var contenders = Enumerable.Range(0, 6).Select(_ => ContendAsync(dataSource, history, stop.Token)).ToArray();

        await GoesRoundAsync(history);
        await server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        await GoesRoundAsync(history);
        await server.KillAsync();
        await server.StartAgainAsync();
        await GoesRoundAsync(history);
        server.Pause();
        await Task.Delay(LeaseDefaults.Ttl * 1.5);
        server.Resume();
        await GoesRoundAsync(history);
        await stop.CancelAsync();
        await Task.WhenAll(contenders);

        history.AssertOneHolderAtATime();
    }

    [Fact]
    public async Task Holder_keeps_its_lease_while_its_connections_are_killed()
    {
        await using var server = await Database.StartAsync();
        await using var dataSource = Database.Open(server);
        await using var lease = await new LeaseProvider(Database.Store(dataSource), TestLog.Of<LeaseProvider>(), new LeaseOptions { Ttl = TimeSpan.FromSeconds(6) }).AcquireAsync("kept");

        var kills = 0;
        await Eventually.True(async () =>
        {
            await server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
            await Task.Delay(100);
            return ++kills == 80;
        }, TimeSpan.FromSeconds(120));

        Assert.False(lease.LeaseLost.IsCancellationRequested);
    }

    [Fact]
    public async Task Schema_is_applied_twice_without_harm()
    {
        await using var server = await Database.StartAsync();

        foreach (var script in LeaseSchema.Leases.Concat(LeaseSchema.Fences))
        {
            await server.ExecuteAsync(script.Sql);
        }
    }

    private static async Task GoesRoundAsync(History history)
    {
        var before = history.Count;
        await Eventually.True(() => history.Count >= before + 5, TimeSpan.FromSeconds(60), "the lease goes round");
    }

    private static async Task ContendAsync(Distribution.Postgres.PostgresDataSource dataSource, History history, CancellationToken stop)
    {
        var provider = new LeaseProvider(Database.Store(dataSource), TestLog.Of<LeaseProvider>());
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var lease = await provider.AcquireAsync(history.Lease, stop);
                await history.HoldAsync(lease, TimeSpan.FromMilliseconds(50));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
