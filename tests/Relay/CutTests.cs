using System.Net.Sockets;
using Distribution.Machine.Network;
using Distribution.Servers;

namespace Distribution.Relay.Tests;

public sealed class CutTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);

    private readonly RelayFixture _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Without_rules_everything_passes_both_ways_and_so_does_the_end()
    {
        var client = await _relay.ConnectAsync();
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));

        client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await client.ReceiveAsync(new byte[1]));
    }

    [Fact]
    public async Task Cut_connection_is_silent_and_goes_on_after_it()
    {
        var client = await _relay.ConnectAsync();
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));
        var report = await _relay.ApplyAsync([.. NetworkRule.Between(NetworkEffect.Cut, ["postgres-1"], null)]);

        Assert.Equal(new NetworkReport(1, 1), report);
        Assert.False(await RelayFixture.EchoesAsync(client, Moment, mark: 2));
        Assert.Equal(1, _relay.Member.Received);

        await _relay.ApplyAsync();
        Assert.True(await RelayFixture.ReceivesAsync(client, Soon, mark: 2));
    }

    [Fact]
    public async Task One_way_cut_lets_requests_pass_and_no_answers()
    {
        var client = await _relay.ConnectAsync();
        await _relay.ApplyAsync(new NetworkRule(NetworkEffect.Cut, From: ["postgres-1"]));

        Assert.False(await RelayFixture.EchoesAsync(client, Moment));

        await Eventually.True(() => _relay.Member.Received == 1);
    }

    [Fact]
    public async Task New_connection_is_accepted_and_hangs_and_the_member_never_hears_of_one_that_gave_up()
    {
        await _relay.ApplyAsync(new NetworkRule(NetworkEffect.Cut, To: ["postgres-1"]));
        var patient = await _relay.ConnectAsync();
        var impatient = await _relay.ConnectAsync();
        await patient.SendAsync(new byte[] { 7 });
        Assert.False(await RelayFixture.ReceivesAsync(patient, Moment));
        Assert.Equal(0, _relay.Member.Accepted);

        impatient.Dispose();
        await _relay.ApplyAsync();

        Assert.True(await RelayFixture.ReceivesAsync(patient, Soon, mark: 7));
        Assert.Equal(1, _relay.Member.Accepted);
    }

    [Fact]
    public async Task End_of_the_client_waits_for_the_end_of_the_cut()
    {
        var client = await _relay.ConnectAsync();
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));
        await _relay.ApplyAsync([.. NetworkRule.Between(NetworkEffect.Cut, null, null)]);

        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
        await Task.Delay(Moment);
        Assert.Equal(0, _relay.Member.Resets);

        await _relay.ApplyAsync();
        await Eventually.True(() => _relay.Member.Resets == 1);
    }

    [Fact]
    public async Task Much_data_arrives_complete_and_in_order_over_cuts()
    {
        var client = await _relay.ConnectAsync();
        var sent = new byte[4 * 1024 * 1024];
        new Random(7).NextBytes(sent);
        var sending = Task.Run(async () =>
        {
            for (var at = 0; at < sent.Length; at += 100_000)
            {
                await client.SendAsync(sent.AsMemory(at, Math.Min(100_000, sent.Length - at)));
            }
        });
        var cutting = Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                await _relay.ApplyAsync([.. NetworkRule.Between(NetworkEffect.Cut, null, null)]);
                await _relay.ApplyAsync(new NetworkRule(NetworkEffect.Delay, DelayMs: 2, JitterMs: 3));
                await _relay.ApplyAsync();
            }
        });

        var received = new byte[sent.Length];
        for (var at = 0; at < received.Length;)
        {
            at += await client.ReceiveAsync(received.AsMemory(at)).AsTask().WaitAsync(Soon);
        }

        await Task.WhenAll(sending, cutting);
        Assert.True(sent.AsSpan().SequenceEqual(received));
    }
}
