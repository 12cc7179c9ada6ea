using Distribution.Migrations.Plan;

namespace Distribution.Migrations.Tests;

public sealed class MigratorTests : IAsyncLifetime
{
    private static readonly Migration First = new("0001_people", "CREATE TABLE people (id int PRIMARY KEY); INSERT INTO people VALUES (1);");
    private static readonly Migration Second = new("0002_names", "ALTER TABLE people ADD COLUMN name text;\nUPDATE people SET name = 'x';");

    private MigratedServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await MigratedServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Real_migrations_are_applied_once_and_found_the_second_time()
    {
        var first = await _server.RunAsync(Databases.All);
        var second = await _server.RunAsync(Databases.All);

        Assert.Equal((ExitCode.Done, ""), (first.Code, first.Errors));
        Assert.Equal((ExitCode.Done, ""), (second.Code, second.Errors));
        Assert.All(second.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Contains(": 0 applied, ", line));
        Assert.Equal(0L, await _server.Server.ExecuteAsync("SELECT count(*) FROM leases", "jobs"));
        Assert.Equal(0L, await _server.Server.ExecuteAsync("SELECT count(*) FROM fences", "access"));
    }

    [Fact]
    public async Task Migrations_are_applied_in_order_and_only_the_new_ones_later()
    {
        await _server.RunAsync([new("jobs", [First])]);

        var outcome = await _server.RunAsync([new("jobs", [First, Second])]);

        Assert.Contains("jobs: 1 applied, 1 already there", outcome.Output);
        Assert.Equal("x", await _server.Server.ExecuteAsync("SELECT name FROM people", "jobs"));
    }

    [Fact]
    public async Task File_changed_after_it_was_applied_is_named()
    {
        await _server.RunAsync([new("jobs", [First])]);

        var outcome = await _server.RunAsync([new("jobs", [First with { Sql = First.Sql + " -- changed" }])]);

        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.Contains("jobs: 0001_people was changed after it was applied", outcome.Errors);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task File_numbered_before_the_last_applied_one_is_named()
    {
        await _server.RunAsync([new("jobs", [new("0003_late", "SELECT 1")])]);

        var outcome = await _server.RunAsync([new("jobs", [First, new("0003_late", "SELECT 1")])]);

        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.Contains("0001_people was not applied but the later 0003_late was", outcome.Errors);
    }

    [Fact]
    public async Task Failing_migration_is_named_with_its_line_and_leaves_nothing_while_earlier_ones_stay()
    {
        var broken = new Migration("0002_broken", "CREATE TABLE half ();\nCREATE TABLE nonsense (;");

        var outcome = await _server.RunAsync([new("jobs", [First, broken])]);

        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.Contains("jobs: 0002_broken failed: 42601", outcome.Errors);
        Assert.Contains("line 2", outcome.Errors);
        Assert.Equal(1L, await _server.Server.ExecuteAsync("SELECT count(*) FROM people", "jobs"));
        Assert.Equal(0L, await _server.Server.ExecuteAsync("SELECT count(*) FROM pg_class WHERE relname = 'half'", "jobs"));
    }

    [Fact]
    public async Task Older_program_leaves_a_newer_schema_alone()
    {
        await _server.RunAsync([new("jobs", [First, Second])]);

        var outcome = await _server.RunAsync([new("jobs", [First])]);

        Assert.Equal(ExitCode.Done, outcome.Code);
    }

    [Fact]
    public async Task Runs_side_by_side_apply_each_migration_once()
    {
        var slow = new Migration("0002_slow", "SELECT pg_sleep(0.3); INSERT INTO people VALUES (2);");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _server.RunAsync([new("jobs", [First, slow])])));

        Assert.All(outcomes, outcome => Assert.Equal((ExitCode.Done, ""), (outcome.Code, outcome.Errors)));
        Assert.Equal(2L, await _server.Server.ExecuteAsync("SELECT count(*) FROM people", "jobs"));
    }

    [Fact]
    public async Task Database_that_comes_up_later_is_waited_for()
    {
        await _server.Server.KillAsync();
        var running = _server.RunAsync([new("jobs", [First])]);

        await _server.Server.StartAgainAsync();

        Assert.Equal(ExitCode.Done, (await running).Code);
    }

    [Fact]
    public async Task Database_that_stays_down_ends_the_run_with_one_line()
    {
        await _server.Server.KillAsync();

        var outcome = await _server.RunAsync([new("jobs", [First])], TimeSpan.FromSeconds(5));

        Assert.Equal(ExitCode.Failed, outcome.Code);
        Assert.Contains("Connection refused", outcome.Errors);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Connection_killed_in_the_middle_is_begun_again()
    {
        var slow = new Migration("0002_slow", "SELECT pg_sleep(1); INSERT INTO people VALUES (2);");
        var running = _server.RunAsync([new("jobs", [First, slow])]);
        await Servers.Eventually.True(async () => await _server.Server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") is true);

        Assert.Equal((ExitCode.Done, ""), ((await running).Code, (await running).Errors));
        Assert.Equal(2L, await _server.Server.ExecuteAsync("SELECT count(*) FROM people", "jobs"));
    }

    [Fact]
    public async Task Missing_connection_string_is_named()
    {
        using var errors = new StringWriter();

        var code = await Migrator.RunAsync(Databases.All, _ => null, TextWriter.Null, errors, CancellationToken.None);

        Assert.Equal(ExitCode.BadUsage, code);
        Assert.Contains("ConnectionStrings__access-owner is not set", errors.ToString());
        Assert.Contains("ConnectionStrings__jobs-owner is not set", errors.ToString());
    }

    [Fact]
    public async Task Interrupted_run_says_so()
    {
        using var stop = new CancellationTokenSource();
        var running = _server.RunAsync([new("jobs", [new("0001_slow", "SELECT pg_sleep(60)")])], cancellationToken: stop.Token);
        await Servers.Eventually.True(async () => await _server.Server.ExecuteAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") is 1L);

        await stop.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, (await running).Code);
    }
}
