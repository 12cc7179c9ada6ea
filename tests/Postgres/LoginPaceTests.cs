using Distribution.Machine.Processes;
using Distribution.Postgres.Primary;
using Distribution.Servers;

namespace Distribution.Postgres.Tests;

public sealed class LoginPaceTests
{
    private const int Callers = 8;

    /// <summary>A backend waits for a second after it has checked the password.</summary>
    private const string SlowLogins = "post_auth_delay = 1";

    private static readonly TimeSpan Took = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_logs_in_at_a_time_and_the_others_use_the_connections_that_come_back()
    {
        var pace = new LoginPace(Callers, new StoppedTime());
        var waiting = Enumerable.Range(0, Callers).Select(_ => pace.TakeAsync(Token)).ToArray();
        Assert.Equal(1, waiting.Count(taken => taken.IsCompleted));

        pace.NoteLogin(Took);
        pace.Return(isGone: false, wasGivenUp: false);
        await Eventually.True(() => waiting.Count(taken => taken.IsCompleted) == 2);
    }

    [Theory]
    [InlineData(true, 50, 150)]
    [InlineData(true, 4000, 1000)]
    [InlineData(false, 50, 150)]
    [InlineData(false, 5000, 1000)]
    public async Task Next_login_waits_three_times_as_long_as_the_last_one_took_and_a_second_at_most_also_when_that_failed(bool succeeded, int tookMs, int pauseMs)
    {
        var time = new StoppedTime();
        var pace = new LoginPace(Callers, time);
        await pace.TakeAsync(Token);

        Action<TimeSpan> note = succeeded ? pace.NoteLogin : pace.NoteFailure;
        note(TimeSpan.FromMilliseconds(tookMs));
        var next = pace.TakeAsync(Token);

        Assert.Equal(TimeSpan.FromMilliseconds(pauseMs), time.Due);
        Assert.False(next.IsCompleted);
        time.Elapse();
        await next.WaitAsync(Token);
    }

    [Fact]
    public async Task Login_that_is_put_off_leaves_the_connections_that_there_are_and_comes_a_second_later()
    {
        var time = new StoppedTime();
        var pace = new LoginPace(Callers, time);
        await LogInAsync(pace, time);
        await LogInAsync(pace, time);

        pace.PutOff();
        pace.PutOff();

        await pace.TakeAsync(Token);
        await pace.TakeAsync(Token);
        var login = pace.TakeAsync(Token);
        Assert.False(login.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(1), time.Due);
        time.Elapse();
        await login.WaitAsync(Token);
    }

    [Fact]
    public async Task Login_is_not_put_off_while_there_is_but_one_connection()
    {
        var time = new StoppedTime();
        var pace = new LoginPace(Callers, time);
        await LogInAsync(pace, time);

        pace.PutOff();

        await pace.TakeAsync(Token);
        await pace.TakeAsync(Token);
    }

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)]
    public async Task Oldest_goes_first_until_it_has_waited_for_a_second_and_then_the_newest(int waitedMs, bool isOldest)
    {
        var time = new ManualTime();
        var pace = new LoginPace(Callers, time);
        await pace.TakeAsync(Token);
        var oldest = pace.TakeAsync(Token);
        time.Advance(TimeSpan.FromMilliseconds(waitedMs));
        var newest = pace.TakeAsync(Token);

        pace.Return(isGone: false, wasGivenUp: false);

        await (isOldest ? oldest : newest).WaitAsync(Token);
        Assert.False((isOldest ? newest : oldest).IsCompleted);
    }

    [Fact]
    public async Task Who_gave_up_is_passed_over()
    {
        using var patience = new CancellationTokenSource();
        var pace = new LoginPace(Callers, new ManualTime());
        await pace.TakeAsync(Token);
        var (oldest, newer) = (pace.TakeAsync(patience.Token), pace.TakeAsync(Token));
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => oldest);

        pace.Return(isGone: false, wasGivenUp: false);

        await newer.WaitAsync(Token);
    }

    [Fact]
    public async Task Permit_of_a_connection_goes_with_it_and_that_of_a_login_stays()
    {
        var pace = new LoginPace(Callers, new StoppedTime());
        await pace.TakeAsync(Token);
        pace.NoteLogin(TimeSpan.Zero);

        pace.Return(isGone: true, wasGivenUp: false);
        pace.Return(isGone: true, wasGivenUp: false);

        var waiting = Enumerable.Range(0, Callers).Select(_ => pace.TakeAsync(Token)).ToArray();
        Assert.Equal(2, waiting.Count(taken => taken.IsCompleted));
    }

    [Fact]
    public async Task Calls_that_were_given_up_leave_fewer_at_a_time_and_connections_that_are_kept_do_not_count()
    {
        var pace = await AllTakenAsync();
        pace.NoteKept();
        for (var i = 0; i < Callers - 1; i++)
        {
            pace.Return(isGone: false, wasGivenUp: true);
        }

        var calls = Enumerable.Range(0, Callers).Select(_ => pace.TakeAsync(Token)).ToArray();

        Assert.Equal(2, calls.Count(call => call.IsCompleted));
    }

    [Fact]
    public async Task Who_waits_for_the_limit_of_calls_goes_on_when_a_login_fails_and_does_not_wait_for_its_pause()
    {
        var pace = await AllTakenAsync();
        var waiting = pace.TakeAsync(Token);
        Assert.False(waiting.IsCompleted);

        pace.NoteFailure(TimeSpan.FromSeconds(5));

        await Eventually.True(() => waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Server_whose_logins_are_slow_is_logged_in_to_by_one_at_a_time()
    {
        await using var server = await PostgresServer.StartAsync(SlowLogins);
        await using var dataSource = Members.DataSource(options => options.Budget = TimeSpan.FromSeconds(20), server);

        var calls = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => dataSource.WriteAsync("SELECT pg_sleep(0.1)", cancellationToken: Token)));
        var most = 0;
        while (!calls.IsCompleted)
        {
            most = Math.Max(most, ProcessTable.Children(server.Pid).Count(pid => ProcessTable.CommandLine(pid).EndsWith("startup", StringComparison.Ordinal)));
            await Task.Delay(TimeSpan.FromMilliseconds(5), Token);
        }

        await calls;
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Login_that_takes_longer_than_a_call_waits_is_of_use_to_the_next()
    {
        await using var server = await PostgresServer.StartAsync(SlowLogins);
        await using var dataSource = Members.DataSource(options => options.Budget = TimeSpan.FromSeconds(0.5), server);

        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => dataSource.WriteAsync("SELECT 1", cancellationToken: Token));

        await Eventually.True(
            async () =>
            {
                try
                {
                    await dataSource.WriteAsync("SELECT 1", cancellationToken: Token);
                    return true;
                }
                catch (DatabaseUnavailableException)
                {
                    return false;
                }
            },
            because: "the login goes on although nobody waits for it");
    }

    private static async Task<LoginPace> AllTakenAsync()
    {
        var time = new StoppedTime();
        var pace = new LoginPace(Callers, time);
        for (var i = 0; i < Callers; i++)
        {
            await LogInAsync(pace, time);
        }

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => pace.TakeAsync(Token)));
        return pace;
    }

    private static async Task LogInAsync(LoginPace pace, StoppedTime time)
    {
        await pace.TakeAsync(Token);
        pace.NoteLogin(Took);
        time.Elapse();
        pace.Return(isGone: false, wasGivenUp: false);
    }
}
