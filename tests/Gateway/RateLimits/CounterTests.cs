using Distribution.Gateway.RateLimits;
using Distribution.Servers;
using Distribution.Valkey;

namespace Distribution.Gateway.Tests.RateLimits;

/// <summary>What every counter does; in memory and in Valkey.</summary>
public sealed class CounterTests
{
    private static readonly Allowance Wide = new("wide", 1_000_000);

    [Fact]
    public async Task Memory_allows_a_second_at_once_and_then_the_rate()
    {
        var time = new ManualTime();
        var counter = new LocalCounter(time);

        Assert.Equal(10, await AllowedAsync(counter, new("client", 10), 30));
        Assert.Equal(TimeSpan.FromMilliseconds(100), await counter.TakeAsync(new("client", 10), Wide));
        time.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(3, await AllowedAsync(counter, new("client", 10), 30));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(10, await AllowedAsync(counter, new("client", 10), 30));
    }

    [Fact]
    public async Task Valkey_allows_a_second_at_once_and_keeps_nothing_that_is_not_used_up()
    {
        await using var valkey = await ValkeyServer.StartAsync();
        await using var client = new ValkeyClient(ValkeyOptions.Parse($"endpoint=127.0.0.1:{valkey.Port}"));
        await client.WaitUntilConnectedAsync(TestContext.Current.CancellationToken);
        var counter = new ValkeyCounter(client);

        // So slow that nothing comes back while the test runs on a busy machine.
        Assert.Equal(1, await AllowedAsync(counter, new("slow", 0.1), 30));
        Assert.InRange(await counter.TakeAsync(new("slow", 0.1), Wide), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        Assert.InRange(await AllowedAsync(counter, new("client", 10), 30), 10, 20);
        await Eventually.True(async () => (await client.ExecuteAsync(ValkeyCommand.Of("EXISTS", "rate:client", "rate:wide"))).Integer == 0, because: "counters expire");
    }

    [Fact]
    public async Task Request_refused_for_one_allowance_uses_up_nothing_of_the_other()
    {
        await using var valkey = await ValkeyServer.StartAsync();
        await using var client = new ValkeyClient(ValkeyOptions.Parse($"endpoint=127.0.0.1:{valkey.Port}"));
        await client.WaitUntilConnectedAsync(TestContext.Current.CancellationToken);
        foreach (var counter in new IRateCounter[] { new LocalCounter(new ManualTime()), new ValkeyCounter(client) })
        {
            var (greedy, address) = (new Allowance("greedy", 0.1), new Allowance("address", 0.2));
            Assert.Equal(TimeSpan.Zero, await counter.TakeAsync(greedy, new("elsewhere", 1000)));
            for (var number = 0; number < 10; number++)
            {
                Assert.NotEqual(TimeSpan.Zero, await counter.TakeAsync(greedy, address));
            }

            Assert.Equal(TimeSpan.Zero, await counter.TakeAsync(new("modest", 1000), address));
        }
    }

    [Fact]
    public async Task Names_without_end_take_no_memory_without_end()
    {
        var counter = new LocalCounter(new ManualTime());
        for (var number = 0; number < RateLimitDefaults.MostClients + 1000; number++)
        {
            await counter.TakeAsync(new($"name-{number}", 10), Wide);
        }

        Assert.InRange(counter.Clients, 1, RateLimitDefaults.MostClients + 1);
    }

    private static async Task<int> AllowedAsync(IRateCounter counter, Allowance allowance, int requests)
    {
        var allowed = 0;
        for (var number = 0; number < requests; number++)
        {
            allowed += await counter.TakeAsync(allowance, Wide) == TimeSpan.Zero ? 1 : 0;
        }

        return allowed;
    }
}
