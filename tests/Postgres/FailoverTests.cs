using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Postgres.Tests;

public sealed class FailoverTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>The goal is 0.5 s; a test machine whose cores are all busy gets more.</summary>
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(2);

    private PostgresServer _primary = null!;
    private PostgresServer _standby = null!;

    public async ValueTask InitializeAsync()
    {
        _primary = await PostgresServer.StartAsync();
        await _primary.ExecuteAsync("CREATE TABLE rows (number int PRIMARY KEY)");
        _standby = await _primary.AddStandbyAsync();
        await _primary.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = '*'");
        await _primary.ExecuteAsync("SELECT pg_reload_conf()");
        await Eventually.True(async () => (await _primary.ExecuteAsync("SELECT sync_state FROM pg_stat_replication")) is "sync", because: "the standby is synchronous");
    }

    public async ValueTask DisposeAsync()
    {
        await _standby.DisposeAsync();
        await _primary.DisposeAsync();
    }

    [Fact]
    public async Task Primary_killed_and_standby_promoted_writes_continue_and_none_is_lost()
    {
        await using var dataSource = Members.DataSource(Patient, _primary, _standby);
        await using var writer = await StartWritingAsync(dataSource);

        await _primary.KillAsync();
        var promoted = await PromoteAsync();

        await AssertFollowedAsync(writer, promoted, "killed");
        await AssertNothingLostAsync(writer);
    }

    [Fact]
    public async Task Primary_frozen_then_fenced_and_standby_promoted_writes_continue_and_none_is_lost()
    {
        await using var dataSource = Members.DataSource(Patient, _standby, _primary);
        await using var writer = await StartWritingAsync(dataSource);

        _primary.Pause();
        await _primary.KillAsync();
        var promoted = await PromoteAsync();

        await AssertFollowedAsync(writer, promoted, "frozen and fenced");
        await AssertNothingLostAsync(writer);
    }

    [Fact]
    public async Task Primary_frozen_and_not_fenced_writes_follow_the_promoted_one_and_never_return()
    {
        await using var dataSource = Members.DataSource(Patient, _primary, _standby);
        await using var writer = await StartWritingAsync(dataSource);

        _primary.Pause();
        var promoted = await PromoteAsync();
        await AssertFollowedAsync(writer, promoted, "frozen");
        _primary.Resume();
        await Eventually.True(async () => (await _primary.ExecuteAsync("SELECT 1")) is 1, because: "the old primary answers again");
        var afterwards = Stopwatch.GetTimestamp();
        await Eventually.True(() => writer.FirstAfter(afterwards) is not null, because: "writes go on");

        Assert.Equal($"127.0.0.1:{_standby.Port}", dataSource.Primary);
        await AssertNothingLostAsync(writer);
    }

    [Fact]
    public async Task Standby_that_is_not_promoted_is_asked_for_as_long_as_somebody_waits_and_not_logged_in_to_for_it()
    {
        await using var dataSource = Members.DataSource(options => options.Budget = TimeSpan.FromSeconds(3), _primary, _standby);
        await dataSource.WriteAsync("INSERT INTO rows VALUES (1)");
        await _primary.KillAsync();
        var before = await SessionsAsync();

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => dataSource.WriteAsync("INSERT INTO rows VALUES (2)"));

        await Eventually.True(async () => await SessionsAsync() is var now && now > before, because: "the server has counted them");
        // What counts them logs in too.
        Assert.InRange(await SessionsAsync() - before, 1, 6);
    }

    [Fact]
    public async Task Promoted_standby_serves_at_once_on_connections_that_were_kept_and_know_its_tables()
    {
        await using var dataSource = Members.DataSource(options => (options.Budget, options.SparesInterval) = (TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(100)), _primary, _standby);
        await dataSource.WriteAsync("INSERT INTO rows VALUES (1)");
        await Eventually.True(async () => (await SparesAsync()).Length == PostgresDefaults.Spares, because: "the spares are there, and have read the table");
        var spares = await SparesAsync();

        await _primary.KillAsync();
        await PromoteAsync();
        var served = await Task.WhenAll(Enumerable.Range(2, 20).Select(number => ServedByAsync(dataSource, number)));

        Assert.Empty(spares.Except(served));
        Assert.InRange(served.Distinct().Count(), spares.Length, spares.Length + 1);
    }

    [Fact]
    public async Task Old_primary_awake_beside_the_promoted_one_is_not_kept_by_a_newcomer()
    {
        await _primary.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = ''");
        await _primary.ExecuteAsync("SELECT pg_reload_conf()");
        await PromoteAsync();
        await using var dataSource = Members.DataSource(null, _primary, _standby);

        await dataSource.WriteAsync("INSERT INTO rows VALUES (1)");

        await Eventually.True(() => dataSource.Primary == $"127.0.0.1:{_standby.Port}", because: "the newer primary is known");
    }

    [Fact]
    public async Task Frozen_member_listed_first_costs_a_newcomer_no_timeout()
    {
        _standby.Pause();
        await _primary.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = ''");
        await _primary.ExecuteAsync("SELECT pg_reload_conf()");
        await using var dataSource = Members.DataSource(options => (options.ConnectTimeout, options.Budget) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)), _standby, _primary);
        var started = Stopwatch.GetTimestamp();

        await dataSource.WriteAsync("INSERT INTO rows VALUES (1)");

        var took = Stopwatch.GetElapsedTime(started);
        output.WriteLine($"first write after {took.TotalMilliseconds:0} ms");
        Assert.True(took < TimeSpan.FromSeconds(15), $"The frozen member cost {took}.");
    }

    /// <summary>The tests promote by hand, which takes seconds when all cores are busy.</summary>
    private static void Patient(PostgresOptions options) => options.Budget = TimeSpan.FromSeconds(30);

    private static async Task<SteadyWriter> StartWritingAsync(PostgresDataSource dataSource)
    {
        var writer = new SteadyWriter(dataSource, "rows");
        await Eventually.True(() => writer.Acknowledged.Count > 20, because: "the writer writes");
        return writer;
    }

    private static Task<int> ServedByAsync(PostgresDataSource dataSource, int number) => dataSource.ExecuteAsync(async (connection, _, token) =>
    {
        await connection.RunAsync($"INSERT INTO rows VALUES ({number})", token);
        return connection.ProcessID;
    });

    private async Task<int[]> SparesAsync() => (int[])(await _standby.ExecuteAsync("SELECT coalesce(array_agg(pid), '{}') FROM pg_stat_activity WHERE query = 'SELECT * FROM rows LIMIT 0'"))!;

    private async Task<long> SessionsAsync() => (long)(await _standby.ExecuteAsync("SELECT sessions FROM pg_stat_database WHERE datname = 'postgres'"))!;

    private async Task<long> PromoteAsync()
    {
        await _standby.ExecuteAsync("ALTER SYSTEM SET synchronous_standby_names = ''");
        await _standby.ExecuteAsync("SELECT pg_reload_conf()");
        await _standby.ExecuteAsync("SELECT pg_promote(true)");
        return Stopwatch.GetTimestamp();
    }

    private async Task AssertFollowedAsync(SteadyWriter writer, long promoted, string how)
    {
        await Eventually.True(() => writer.FirstAfter(promoted) is not null, because: "a write after the promotion is acknowledged");
        var gap = writer.FirstAfter(promoted)!.Value;
        output.WriteLine($"{how}: first write {gap.TotalMilliseconds:0} ms after the promotion");
        Assert.True(gap < Generous, $"The first write came {gap} after the promotion.");
        Assert.Empty(writer.Failures);
    }

    private async Task AssertNothingLostAsync(SteadyWriter writer)
    {
        await writer.DisposeAsync();
        await using var onlyNew = Members.DataSource(null, _standby);
        var rows = await onlyNew.ReadAsync(async (connection, token) =>
        {
            await using var command = new Npgsql.NpgsqlCommand("SELECT array_agg(number) FROM rows", connection);
            return (int[])(await command.ExecuteScalarAsync(token))!;
        });
        Assert.Empty(writer.Acknowledged.Except(rows));
    }
}
