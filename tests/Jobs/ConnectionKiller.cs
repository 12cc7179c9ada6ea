using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Jobs.Tests;

/// <summary>Ends one connection to a database at random, again and again.</summary>
internal sealed class ConnectionKiller : IAsyncDisposable
{
    // The pause between two kills is 2 to 12 logins: a machine on which one takes long has a chance to do something in between.
    private static readonly TimeSpan ShortestLogin = TimeSpan.FromMilliseconds(10);

    /// <summary>The application name of connections that a test needs whole, because its own claims must not be lost.</summary>
    public const string Spared = "spared";

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _killing;

    public ConnectionKiller(PostgresServer server, string database) => _killing = KillAsync(server, database);

    public int Kills { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _killing;
        _stop.Dispose();
    }

    private async Task KillAsync(PostgresServer server, string database)
    {
        while (!_stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            var killed = await server.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND pid <> pg_backend_pid() AND application_name <> '{Spared}' ORDER BY random() LIMIT 1");
            Kills += killed is true ? 1 : 0;
            var login = Stopwatch.GetElapsedTime(began) is var took && took > ShortestLogin ? took : ShortestLogin;
            await Task.Delay(login * Random.Shared.Next(2, 13), _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
