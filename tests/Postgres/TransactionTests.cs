using Distribution.Servers;
using Npgsql;

namespace Distribution.Postgres.Tests;

public sealed class TransactionTests(Server server) : IAsyncLifetime
{
    private readonly string _table = $"rows_{Guid.NewGuid():N}";
    private PostgresDataSource _dataSource = null!;

    public async ValueTask InitializeAsync()
    {
        await server.Postgres.ExecuteAsync($"CREATE TABLE {_table} (number int PRIMARY KEY)");
        _dataSource = Members.DataSource(options => options.Budget = TimeSpan.FromSeconds(20), server.Postgres);
    }

    public async ValueTask DisposeAsync()
    {
        await _dataSource.DisposeAsync();
        await server.Postgres.ExecuteAsync($"DROP TABLE {_table}");
    }

    [Fact]
    public async Task Transaction_that_returns_is_committed()
    {
        await _dataSource.WriteAsync(Insert(1));

        Assert.Equal(1, await _dataSource.CountAsync(_table));
    }

    [Fact]
    public async Task Transaction_whose_delegate_throws_is_rolled_back_and_not_retried()
    {
        var runs = 0;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => _dataSource.ExecuteAsync(async (connection, _, token) =>
        {
            runs++;
            await connection.RunAsync(Insert(1), token);
            throw new InvalidOperationException("the caller's own");
        }));

        Assert.Equal("the caller's own", failure.Message);
        Assert.Equal(1, runs);
        Assert.Equal(0, await _dataSource.CountAsync(_table));
    }

    [Fact]
    public async Task Violated_constraint_reaches_the_caller_as_it_is()
    {
        await _dataSource.WriteAsync(Insert(1));

        var failure = await Assert.ThrowsAsync<PostgresException>(() => _dataSource.WriteAsync(Insert(1)));

        Assert.Equal(PostgresErrorCodes.UniqueViolation, failure.SqlState);
    }

    [Fact]
    public async Task Failed_statement_that_the_delegate_swallows_does_not_pass_for_a_commit()
    {
        var failure = await Assert.ThrowsAsync<PostgresException>(() => _dataSource.ExecuteAsync(async (connection, _, token) =>
        {
            await connection.RunAsync(Insert(1), token);
            await Assert.ThrowsAsync<PostgresException>(() => connection.RunAsync("SELECT 1/0", token));
        }));

        Assert.Equal(PostgresErrorCodes.InFailedSqlTransaction, failure.SqlState);
        Assert.Equal(0, await _dataSource.CountAsync(_table));
    }

    [Fact]
    public async Task Serialization_failures_are_retried_until_every_transaction_has_its_turn()
    {
        await _dataSource.WriteAsync(Insert(0));
        var serializable = new ExecuteOptions { IsolationLevel = System.Data.IsolationLevel.Serializable };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _dataSource.WriteAsync($"UPDATE {_table} SET number = number + 1", serializable)));

        Assert.Equal(8, await ReadNumberAsync());
    }

    [Fact]
    public async Task Connection_killed_before_the_commit_the_whole_transaction_runs_again()
    {
        var runs = 0;

        await _dataSource.ExecuteAsync(async (connection, _, token) =>
        {
            await connection.RunAsync(Insert(1), token);
            if (++runs == 1)
            {
                await server.Postgres.ExecuteAsync($"SELECT pg_terminate_backend({connection.ProcessID})");
                await connection.RunAsync("SELECT 1", token);
            }
        });

        Assert.Equal(2, runs);
        Assert.Equal(1, await _dataSource.CountAsync(_table));
    }

    [Fact]
    public async Task All_pooled_connections_killed_the_next_calls_do_not_notice()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(number => _dataSource.WriteAsync($"SELECT pg_sleep(0.05); {Insert(number)}")));
        await server.Postgres.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND query LIKE '%SELECT 1%'");

        await Task.WhenAll(Enumerable.Range(10, 10).Select(number => _dataSource.WriteAsync(Insert(number))));

        Assert.Equal(20, await _dataSource.CountAsync(_table));
    }

    [Fact]
    public async Task Cancelled_caller_gets_its_cancellation_and_nothing_is_written()
    {
        using var caller = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _dataSource.ExecuteAsync(
            async (connection, _, token) =>
            {
                await connection.RunAsync(Insert(1), token);
                await caller.CancelAsync();
                await connection.RunAsync("SELECT pg_sleep(30)", token);
            },
            cancellationToken: caller.Token));

        Assert.Equal(0, await _dataSource.CountAsync(_table));
    }

    [Fact]
    public async Task Delegate_that_cancels_itself_is_not_retried()
    {
        var runs = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _dataSource.ExecuteAsync((_, _, _) =>
        {
            runs++;
            throw new TaskCanceledException("a time-out of the delegate's own");
        }));

        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Delegate_that_ignores_the_end_of_the_budget_is_left_behind_and_never_commits()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => _dataSource.ExecuteAsync(
            async (connection, _, _) =>
            {
                await connection.RunAsync(Insert(1), CancellationToken.None);
                await release.Task;
                ended.SetResult();
            },
            new ExecuteOptions { Budget = TimeSpan.FromSeconds(1) }));
        release.SetResult();
        await ended.Task;

        await Eventually.True(async () => (await server.Postgres.ExecuteAsync("SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction'")) is 0L, because: "the transaction left behind ends");
        Assert.Equal(0, await _dataSource.CountAsync(_table));
    }

    private string Insert(int number) => $"INSERT INTO {_table} VALUES ({number})";

    private Task<int> ReadNumberAsync() => _dataSource.ReadAsync(async (connection, token) =>
    {
        await using var command = new NpgsqlCommand($"SELECT number FROM {_table}", connection);
        return (int)(await command.ExecuteScalarAsync(token))!;
    });
}
