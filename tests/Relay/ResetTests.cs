using System.Net.Sockets;
using Distribution.Machine.Network;
using Distribution.Servers;

namespace Distribution.Relay.Tests;

public sealed class ResetTests : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly RelayFixture _relay = new();

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    [Fact]
    public async Task Open_connections_are_reset_at_both_ends_and_new_ones_too()
    {
        var client = await _relay.ConnectAsync();
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));
        await _relay.ApplyAsync(new NetworkRule(NetworkEffect.Reset, To: ["postgres-1"]));

        Assert.Equal(SocketError.ConnectionReset, (await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1]))).SocketErrorCode);
        await Eventually.True(() => _relay.Member.Resets == 1);

        Assert.Equal(SocketError.ConnectionReset, await FirstErrorAsync());
        Assert.Equal(1, _relay.Member.Accepted);
    }

    [Fact]
    public async Task Reset_of_one_end_reaches_the_other()
    {
        var client = await _relay.ConnectAsync();
        Assert.True(await RelayFixture.EchoesAsync(client, Soon));

        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();

        await Eventually.True(() => _relay.Member.Resets == 1);
    }

    [Fact]
    public async Task Member_that_does_not_listen_resets_its_clients()
    {
        await _relay.Member.DisposeAsync();

        Assert.Equal(SocketError.ConnectionReset, await FirstErrorAsync());
    }

    // The reset may be there before the connect has returned.
    private async Task<SocketError> FirstErrorAsync() => (await Assert.ThrowsAsync<SocketException>(async () => await (await _relay.ConnectAsync()).ReceiveAsync(new byte[1]))).SocketErrorCode;
}
