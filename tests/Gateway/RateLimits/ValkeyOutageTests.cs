using System.Diagnostics;
using Distribution.Gateway.RateLimits;
using Distribution.Servers;
using Distribution.Valkey;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Gateway.Tests.RateLimits;

public sealed class ValkeyOutageTests : IAsyncLifetime
{
    /// <summary>Twice the counter's patience, for the request in the middle; a machine that is busy keeps single ones waiting.</summary>
    private static readonly TimeSpan UsuallyAdded = RateLimitDefaults.Patience * 2;

    /// <summary>As long as a time-out of the client, for which none may wait.</summary>
    private static readonly TimeSpan MostAdded = TimeSpan.FromSeconds(1);

    private ValkeyServer _valkey = null!;

    public async ValueTask InitializeAsync() => _valkey = await ValkeyServer.StartAsync();

    public ValueTask DisposeAsync()
    {
        _valkey.Resume();
        return _valkey.DisposeAsync();
    }

    [Fact]
    public Task Killed_valkey_is_not_waited_for_and_counts_again_when_it_is_back() => LoseAsync(
        () =>
        {
            _valkey.Kill();
            return Task.CompletedTask;
        },
        _valkey.StartAgainAsync);

    [Fact]
    public Task Frozen_valkey_is_not_waited_for_and_counts_again_when_it_is_thawed() => LoseAsync(
        () =>
        {
            _valkey.Pause();
            return Task.CompletedTask;
        },
        () =>
        {
            _valkey.Resume();
            return Task.CompletedTask;
        });

    [Fact]
    public async Task Gateway_serves_and_limits_and_is_ready_while_valkey_is_killed()
    {
        await using var gateway = await LimitedGateway.StartAsync($"endpoint=127.0.0.1:{_valkey.Port}", ("RateLimits:PerSecond", "20"));
        await RateLimitTests.UntilSharedAsync(gateway);

        _valkey.Kill();
        var began = Stopwatch.StartNew();
        var allowed = await gateway.AllowedAsync(200);

        Assert.InRange(allowed, 1, 42 + (20 * began.Elapsed.TotalSeconds));
        Assert.False(gateway.IsShared);
        Assert.Contains("\"ready\"", await gateway.Client.GetStringAsync("/readyz"));

        await _valkey.StartAgainAsync();
        await RateLimitTests.UntilSharedAsync(gateway);
    }

    private async Task LoseAsync(Func<Task> lose, Func<Task> restore)
    {
        await using var client = new ValkeyClient(ValkeyOptions.Parse($"endpoint=127.0.0.1:{_valkey.Port}"));
        await client.WaitUntilConnectedAsync(TestContext.Current.CancellationToken);
        var counter = new RateCounter(new ValkeyCounter(client), new LocalCounter(TimeProvider.System), TimeProvider.System, NullLogger<RateCounter>.Instance);
        await Eventually.True(async () => await CountAsync(counter) && counter.IsShared, because: "Valkey counts");

        await lose();
        var outage = Stopwatch.StartNew();
        var late = new List<TimeSpan>();
        while (outage.Elapsed < TimeSpan.FromSeconds(4))
        {
            // What the machine itself is late at the same moment is not the counter's.
            var machine = LatenessAsync();
            var began = Stopwatch.GetTimestamp();
            await CountAsync(counter);
            late.Add(Stopwatch.GetElapsedTime(began) - await machine);
        }

        late.Sort();
        Assert.InRange(late[late.Count / 2], TimeSpan.MinValue, UsuallyAdded);
        Assert.InRange(late[^1], TimeSpan.MinValue, MostAdded);
        Assert.False(counter.IsShared);
        await restore();
        await Eventually.True(async () => await CountAsync(counter) && counter.IsShared, because: "Valkey counts again");
    }

    private static async Task<bool> CountAsync(RateCounter counter) => await counter.TakeAsync(new("one", 100_000), new("two", 100_000)) >= TimeSpan.Zero;

    private static async Task<TimeSpan> LatenessAsync()
    {
        var asked = TimeSpan.FromMilliseconds(10);
        var began = Stopwatch.GetTimestamp();
        await Task.Delay(asked);
        return Stopwatch.GetElapsedTime(began) - asked;
    }
}
