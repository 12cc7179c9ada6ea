using System.Diagnostics;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Postgres.Tests;

public sealed class BudgetTests(Server server)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Database_down_the_call_ends_within_its_budget_and_names_every_member()
    {
        await using var mine = await PostgresServer.StartAsync();
        await using var dataSource = Members.DataSource(options => options.Budget = Budget, mine);
        await dataSource.WriteAsync("SELECT 1");
        await mine.KillAsync();

        var failure = await EndsInTimeAsync(() => dataSource.WriteAsync("SELECT 1"));

        Assert.Contains($"127.0.0.1:{mine.Port}: Connection refused", failure.Message);
        Assert.Contains("'test'", failure.Message);
    }

    [Fact]
    public async Task Statement_that_is_given_up_is_left_to_the_servers_own_limit()
    {
        await using var dataSource = Members.DataSource(options => options.Budget = TimeSpan.FromSeconds(0.5), server.Postgres);
        await dataSource.WriteAsync("CREATE SEQUENCE left_alone");

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => dataSource.WriteAsync("SELECT nextval('left_alone') FROM pg_sleep(1)"));

        await Eventually.True(() => IsUsedAsync("left_alone"), because: "it goes on although nobody waits for it");
    }

    [Fact]
    public async Task Statement_that_may_take_long_is_cancelled_when_it_is_given_up()
    {
        await using var dataSource = Members.DataSource(options => (options.Budget, options.CommandTimeout) = (TimeSpan.FromSeconds(0.5), TimeSpan.FromMinutes(1)), server.Postgres);
        await dataSource.WriteAsync("CREATE SEQUENCE cancelled");

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => dataSource.WriteAsync("SELECT nextval('cancelled') FROM pg_sleep(50)"));

        await Eventually.True(async () => await server.Postgres.ExecuteAsync("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%nextval(''cancelled'')%' AND state = 'active' AND pid <> pg_backend_pid()") is 0L);
        Assert.False(await IsUsedAsync("cancelled"));
    }

    [Fact]
    public async Task Database_back_again_the_same_data_source_works()
    {
        await using var mine = await PostgresServer.StartAsync();
        await using var dataSource = Members.DataSource(options => options.Budget = TimeSpan.FromSeconds(30), mine);
        await dataSource.WriteAsync("SELECT 1");
        await mine.KillAsync();
        var write = dataSource.WriteAsync("SELECT 2");

        await mine.StartAgainAsync();

        await write;
    }

    [Fact]
    public async Task Out_for_as_long_as_a_budget_further_calls_are_refused_soon_until_it_is_back()
    {
        await using var mine = await PostgresServer.StartAsync();
        await using var dataSource = Members.DataSource(options => options.Budget = Budget, mine);
        await dataSource.WriteAsync("SELECT 1");
        await mine.KillAsync();
        var calls = new List<Task<DatabaseUnavailableException>>();

        await Eventually.True(async () =>
        {
            calls.Add(Assert.ThrowsAsync<DatabaseUnavailableException>(() => dataSource.WriteAsync("SELECT 1")));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            return calls.Any(call => call.IsCompletedSuccessfully && call.Result.Message.Contains("within 0.5 s", StringComparison.Ordinal));
        });

        Assert.Contains("within 2 s", (await calls[0]).Message);
        await Task.WhenAll(calls);
        await mine.StartAgainAsync();
        await dataSource.WriteAsync("SELECT 2");
    }

    [Fact]
    public async Task Frozen_server_the_call_ends_within_its_budget()
    {
        await using var mine = await PostgresServer.StartAsync();
        await using var dataSource = Members.DataSource(options => options.Budget = Budget, mine);
        await dataSource.WriteAsync("SELECT 1");
        mine.Pause();

        await EndsInTimeAsync(() => dataSource.WriteAsync("SELECT 1"));
        await EndsInTimeAsync(() => dataSource.ReadAsync((connection, token) => connection.RunAsync("SELECT 1", token).ContinueWith(_ => 1, token)));
    }

    [Fact]
    public async Task Statement_that_waits_for_a_lock_ends_within_the_budget()
    {
        await using var dataSource = Members.DataSource(null, server.Postgres);
        await using var holder = await dataSource.OpenConnectionAsync();
        await holder.RunAsync("SELECT pg_advisory_lock(4711)", CancellationToken.None);

        await EndsInTimeAsync(() => dataSource.WriteAsync("SELECT pg_advisory_lock(4711)", new ExecuteOptions { Budget = Budget }));
    }

    [Fact]
    public async Task Exhausted_pool_ends_within_the_budget_and_leaves_the_primary_known()
    {
        await using var dataSource = Members.DataSource(options => (options.MaxPoolSize, options.ConnectTimeout) = (1, TimeSpan.FromSeconds(1)), server.Postgres);
        await using var held = await dataSource.OpenConnectionAsync();

        await EndsInTimeAsync(() => dataSource.WriteAsync("SELECT 1", new ExecuteOptions { Budget = TimeSpan.FromSeconds(3) }));

        Assert.NotNull(dataSource.Primary);
    }

    [Fact]
    public async Task Wrong_password_or_database_is_named_when_the_budget_ends()
    {
        await using var dataSource = new PostgresDataSource(
            "test",
            new PostgresOptions { ConnectionString = $"Host=127.0.0.1:{server.Postgres.Port};Username=postgres;Database=absent", Budget = Budget },
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);

        var failure = await EndsInTimeAsync(() => dataSource.WriteAsync("SELECT 1"));

        Assert.Contains("\"absent\" does not exist", failure.Message);
    }

    [Fact]
    public async Task Server_bounds_statements_and_idle_transactions_as_well()
    {
        await using var dataSource = Members.DataSource(null, server.Postgres);
        await using var connection = await dataSource.OpenConnectionAsync();

        Assert.Equal("3s", await ShowAsync(connection, "statement_timeout"));
        Assert.Equal("1s", await ShowAsync(connection, "idle_in_transaction_session_timeout"));
    }

    private async Task<bool> IsUsedAsync(string sequence) => await server.Postgres.ExecuteAsync($"SELECT is_called FROM {sequence}") is true;

    private static async Task<object?> ShowAsync(NpgsqlConnection connection, string setting)
    {
        await using var command = new NpgsqlCommand($"SHOW {setting}", connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<DatabaseUnavailableException> EndsInTimeAsync(Func<Task> call)
    {
        var started = Stopwatch.GetTimestamp();
        var failure = await Assert.ThrowsAsync<DatabaseUnavailableException>(call);
        var took = Stopwatch.GetElapsedTime(started);
        Assert.True(took < Late, $"It took {took}.");
        return failure;
    }
}
