using Distribution.Servers;

namespace Distribution.Postgres.Tests;

/// <summary>What a caller is told when a commit waits for a synchronous standby that is gone: never that it is safe.</summary>
public sealed class CommitTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private PostgresDataSource _dataSource = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        await _server.ExecuteAsync("CREATE TABLE rows (number int PRIMARY KEY)");
        _dataSource = Members.DataSource(null, _server);
        Assert.Equal(0, await _dataSource.CountAsync("rows"));
        await _server.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = 'gone'");
        await _server.ExecuteAsync("SELECT pg_reload_conf()");
        await Eventually.True(async () => (await _server.ExecuteAsync("SHOW synchronous_standby_names")) is "gone", because: "commits wait for the standby");
    }

    public async ValueTask DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Commit_without_an_answer_is_ambiguous_within_the_budget()
    {
        var write = _dataSource.WriteAsync("INSERT INTO rows VALUES (1)", new ExecuteOptions { Budget = TimeSpan.FromSeconds(2) });

        await Assert.ThrowsAsync<AmbiguousCommitException>(() => write.WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task Idempotent_commit_without_an_answer_is_ambiguous_too_when_the_budget_ends()
    {
        var write = _dataSource.WriteAsync("INSERT INTO rows VALUES (1) ON CONFLICT DO NOTHING", ExecuteOptions.IdempotentWrite with { Budget = TimeSpan.FromSeconds(2) });

        await Assert.ThrowsAsync<AmbiguousCommitException>(() => write.WaitAsync(TimeSpan.FromSeconds(15)));
    }

    [Fact]
    public async Task Commit_whose_wait_for_the_standby_is_cancelled_on_the_server_is_ambiguous()
    {
        var write = _dataSource.WriteAsync("INSERT INTO rows VALUES (1)", new ExecuteOptions { Budget = TimeSpan.FromSeconds(30) });
        await EndWaitAsync("pg_cancel_backend");

        await Assert.ThrowsAsync<AmbiguousCommitException>(() => write);
    }

    [Fact]
    public async Task Commit_whose_connection_is_killed_is_ambiguous()
    {
        var write = _dataSource.WriteAsync("INSERT INTO rows VALUES (1)", new ExecuteOptions { Budget = TimeSpan.FromSeconds(30) });
        await EndWaitAsync("pg_terminate_backend");

        await Assert.ThrowsAsync<AmbiguousCommitException>(() => write);
    }

    [Fact]
    public async Task Idempotent_commit_whose_connection_is_killed_is_applied_again_until_it_is_acknowledged()
    {
        var runs = 0;
        var write = _dataSource.ExecuteAsync(
            (connection, _, token) =>
            {
                runs++;
                return connection.RunAsync("INSERT INTO rows VALUES (1) ON CONFLICT DO NOTHING", token);
            },
            ExecuteOptions.IdempotentWrite with { Budget = TimeSpan.FromSeconds(30) });
        await EndWaitAsync("pg_terminate_backend");
        await _server.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = ''");
        await _server.ExecuteAsync("SELECT pg_reload_conf()");

        await write;

        Assert.True(runs >= 2);
        Assert.Equal(1, await _dataSource.CountAsync("rows"));
    }

    private Task EndWaitAsync(string how) => Eventually.True(
        async () => (await _server.ExecuteAsync($"SELECT {how}(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")) is true,
        because: "the commit waits for the standby");
}
