using Distribution.Servers;

namespace Distribution.Valkey.Tests;

public sealed class ValkeyClientTests : IAsyncLifetime
{
    private ValkeyServer _server = null!;
    private ValkeyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ValkeyServer.StartAsync();
        _client = new ValkeyClient(Options);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private ValkeyOptions Options => new()
    {
        Endpoint = new("127.0.0.1", _server.Port),
        ConnectTimeout = Eventually.Patience,
        CommandTimeout = Eventually.Patience,
    };

    [Fact]
    public async Task Client_first_command_waits_for_the_first_connection_and_is_answered()
    {
        Assert.True(await _client.SetAsync("greeting", "hello"));
        Assert.Equal("hello", await _client.GetTextAsync("greeting"));
        Assert.Null(await _client.GetAsync("nothing"));
    }

    [Fact]
    public async Task Client_typed_commands_do_what_they_say()
    {
        Assert.True(await _client.SetAsync("once", "1", expiry: TimeSpan.FromMinutes(1), onlyIfAbsent: true));
        Assert.False(await _client.SetAsync("once", "2", onlyIfAbsent: true));
        Assert.InRange((await _client.ExecuteAsync(ValkeyCommand.Of("PTTL", "once"))).Integer, 1, 60_000);
        Assert.Equal(5, await _client.IncrementAsync("count", 5));
        Assert.True(await _client.ExpireAsync("count", TimeSpan.FromHours(1)));
        Assert.Equal(2, await _client.DeleteAsync(["once", "count", "nothing"]));
        await _client.PingAsync();
    }

    [Fact]
    public async Task Client_script_runs_whether_or_not_the_server_knows_it()
    {
        const string Script = "return {KEYS[1], ARGV[1], redis.call('INCR', KEYS[1])}";

        foreach (var expected in (long[])[1, 2])
        {
            var reply = await _client.EvaluateAsync(Script, ["counted"], ["x"]);
            Assert.Equal(["counted", "x", $"{expected}"], reply.Items.Select(i => i.Text));
        }
    }

    [Fact]
    public async Task Client_many_callers_share_one_connection_and_get_their_own_answers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5000).Select(i => _client.ExecuteAsync(ValkeyCommand.Of("ECHO", i))));

        Assert.Equal(Enumerable.Range(0, 5000).Select(i => $"{i}"), answers.Select(a => a.Text));
        var clients = (await _client.ExecuteAsync(ValkeyCommand.Of("CLIENT", "LIST"))).Text!;
        Assert.Single(clients.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Client_large_value_comes_back_whole()
    {
        var value = new byte[5_000_000];
        new Random(7).NextBytes(value);

        await _client.SetAsync("large", value);

        Assert.True((await _client.GetAsync("large"))!.Value.Span.SequenceEqual(value));
    }

    [Fact]
    public async Task Client_error_of_the_server_is_typed_and_the_connection_lives_on()
    {
        await _client.SetAsync("text", "x");

        var error = await Assert.ThrowsAsync<ValkeyServerException>(() => _client.IncrementAsync("text"));

        Assert.Equal("ERR", error.Code);
        Assert.False(error.MayHaveBeenExecuted);
        Assert.Equal("x", await _client.GetTextAsync("text"));
    }

    [Fact]
    public async Task Client_command_that_changes_the_shared_connection_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _client.ExecuteAsync(ValkeyCommand.Of("multi")));

    [Fact]
    public async Task Client_cancelled_caller_stops_waiting_and_disturbs_nobody()
    {
        using var cancelled = new CancellationTokenSource();
        var slow = _client.EvaluateAsync("local t = redis.call('TIME')[1] + 0 repeat until redis.call('TIME')[1] - t > 0 return 'slow'", [], [], cancelled.Token);
        var after = _client.ExecuteAsync(ValkeyCommand.Of("ECHO", "after"));
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        Assert.Equal("after", (await after).Text);
    }

    [Fact]
    public async Task Durable_write_without_a_replica_fails_and_says_that_it_was_executed()
    {
        var error = await Assert.ThrowsAsync<ValkeyUnavailableException>(
            () => _client.ExecuteDurablyAsync(ValkeyCommand.Of("SET", "k", "v"), within: TimeSpan.FromMilliseconds(50)));

        Assert.True(error.MayHaveBeenExecuted);
        Assert.Equal("v", await _client.GetTextAsync("k"));
    }
}
