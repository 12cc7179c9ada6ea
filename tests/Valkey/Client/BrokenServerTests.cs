using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Valkey.Tests;

public sealed class BrokenServerTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private ValkeyServer _server = null!;
    private ValkeyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ValkeyServer.StartAsync();
        _client = new ValkeyClient(new ValkeyOptions
        {
            Endpoint = new("127.0.0.1", _server.Port),
            CommandTimeout = Limit,
            ConnectTimeout = Limit,
            PingInterval = TimeSpan.FromMilliseconds(100),
        });
        await _client.WaitUntilConnectedAsync(new CancellationTokenSource(Eventually.Patience).Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Frozen_server_a_sent_command_fails_within_the_time_out_and_may_have_been_executed()
    {
        _server.Pause();
        var waited = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<ValkeyUnavailableException>(() => _client.IncrementAsync("n"));

        Assert.True(error.MayHaveBeenExecuted);
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Frozen_server_is_left_without_any_command_and_the_next_fails_at_once_for_certain()
    {
        _server.Pause();
        await Eventually.True(() => _client.Primary is null);
        var waited = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<ValkeyUnavailableException>(() => _client.IncrementAsync("n"));

        Assert.False(error.MayHaveBeenExecuted);
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, Limit);
        _server.Resume();
        await Eventually.True(() => _client.Primary is not null);
        Assert.Equal(1, await _client.IncrementAsync("n"));
    }

    [Fact]
    public async Task Killed_server_commands_fail_until_it_is_back_and_the_client_returns_by_itself()
    {
        _server.Kill();
        await Eventually.True(() => _client.Primary is null);
        Assert.False((await Assert.ThrowsAsync<ValkeyUnavailableException>(() => _client.PingAsync())).MayHaveBeenExecuted);

        await _server.StartAgainAsync();

        await _client.WaitUntilConnectedAsync(new CancellationTokenSource(Eventually.Patience).Token);
        await _client.PingAsync();
    }

    [Fact]
    public async Task Demoted_server_is_left_and_the_write_is_known_not_to_be_executed()
    {
        await _client.ExecuteAsync(ValkeyCommand.Of("REPLICAOF", "127.0.0.1", 1));

        var error = await Assert.ThrowsAsync<ValkeyUnavailableException>(async () =>
        {
            await _client.SetAsync("k", "v");
        });

        Assert.False(error.MayHaveBeenExecuted);
        await Eventually.True(async () => (await Assert.ThrowsAsync<ValkeyUnavailableException>(() => _client.PingAsync())).Message.Contains("is no primary"));
    }
}
