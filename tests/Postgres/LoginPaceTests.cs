using Distribution.Machine.Processes;
using Distribution.Postgres.Primary;
using Distribution.Servers;

namespace Distribution.Postgres.Tests;

public sealed class LoginPaceTests
{
    private const int Callers = 8;

    /// <summary>A backend waits for a second after it has checked the password.</summary>
    private const string SlowLogins = "post_auth_delay = 1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Few_log_in_at_once_and_the_others_use_the_connections_that_come_back()
    {
        var pace = new LoginPace();
        var waiting = Enumerable.Range(0, Callers).Select(_ => pace.TakeAsync(Token)).ToArray();
        Assert.Equal(LoginPace.AtOnce, waiting.Count(taken => taken.IsCompleted));

        pace.NoteLogin();
        await Eventually.True(() => waiting.Count(taken => taken.IsCompleted) == LoginPace.AtOnce + 1);

        pace.Return(isGone: false);
        await Eventually.True(() => waiting.Count(taken => taken.IsCompleted) == LoginPace.AtOnce + 2);
    }

    [Fact]
    public async Task Permit_of_a_connection_goes_with_it_and_those_of_logins_stay()
    {
        var pace = new LoginPace();
        await pace.TakeAsync(Token);
        pace.NoteLogin();

        pace.Return(isGone: true);
        pace.Return(isGone: true);

        var waiting = Enumerable.Range(0, Callers).Select(_ => pace.TakeAsync(Token)).ToArray();
        Assert.Equal(LoginPace.AtOnce + 1, waiting.Count(taken => taken.IsCompleted));
    }

    [Fact]
    public async Task Server_whose_logins_are_slow_is_logged_in_to_by_few_at_once()
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
        Assert.InRange(most, 1, LoginPace.AtOnce);
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
}
