using System.Diagnostics;
using Distribution.Machine.Network;

namespace Distribution.Relay.Tests;

public sealed class DelayTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly RelayFixture _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Round_trip_takes_both_delays()
    {
        var client = await _relay.ConnectAsync();
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));
        await _relay.ApplyAsync(new NetworkRule(NetworkEffect.Delay, DelayMs: 60));

        var clock = Stopwatch.StartNew();
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));

        Assert.True(clock.ElapsedMilliseconds >= 119, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Pieces_that_follow_each_other_are_late_together_and_not_one_after_the_other()
    {
        var client = await _relay.ConnectAsync();
        await _relay.ApplyAsync(new NetworkRule(NetworkEffect.Delay, To: ["postgres-1"], DelayMs: 300, JitterMs: 50));

        var clock = Stopwatch.StartNew();
        for (byte mark = 0; mark < 20; mark++)
        {
            await client.SendAsync(new[] { mark });
            await Task.Delay(5);
        }

        for (byte mark = 0; mark < 20; mark++)
        {
            Assert.True(await RelayFixture.ReceivesAsync(client, Soon, mark));
        }

        Assert.InRange(clock.ElapsedMilliseconds, 299, 20 * 300);
    }

    [Fact]
    public async Task Lost_pieces_are_sent_again_after_a_stall_and_in_order()
    {
        var client = await _relay.ConnectAsync();
        await _relay.ApplyAsync(new NetworkRule(NetworkEffect.Drop, To: ["postgres-1"], Probability: 0.5));

        var slowest = TimeSpan.Zero;
        for (byte mark = 0; mark < 8; mark++)
        {
            var clock = Stopwatch.StartNew();
            Assert.True(await RelayFixture.EchoesAsync(client, Soon, mark));
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
        }

        Assert.True(slowest >= TimeSpan.FromMilliseconds(199), $"{slowest}");
        Assert.Equal(8, _relay.Member.Received);
    }
}
