using Distribution.Servers;

namespace Distribution.Valkey.Tests;

public sealed class SubscriptionTests : IAsyncLifetime
{
    private ValkeyServer _server = null!;
    private ValkeyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ValkeyServer.StartAsync();
        _client = new ValkeyClient(new ValkeyOptions
        {
            Endpoint = new("127.0.0.1", _server.Port),
            ConnectTimeout = Eventually.Patience,
            CommandTimeout = Eventually.Patience,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Subscriber_begins_with_a_gap_and_gets_what_is_published()
    {
        await using var messages = _client.SubscribeAsync("news").GetAsyncEnumerator();

        Assert.True((await Next(messages)).IsGap);
        Assert.Equal(1, await _client.PublishAsync("news", "first"));
        Assert.Equal("first", (await Next(messages)).Text);
    }

    [Fact]
    public async Task Subscriber_after_the_server_restarts_gets_a_gap_and_then_messages_again()
    {
        await using var messages = _client.SubscribeAsync("news").GetAsyncEnumerator();
        await Next(messages);

        _server.Kill();
        await _server.StartAgainAsync();
        await _client.WaitUntilConnectedAsync(new CancellationTokenSource(Eventually.Patience).Token);

        Assert.True((await Next(messages)).IsGap);
        await _client.PublishAsync("news", "second");
        Assert.Equal("second", (await Next(messages)).Text);
    }

    [Fact]
    public async Task Subscribers_of_one_channel_come_and_go_independently()
    {
        await using var first = _client.SubscribeAsync("news").GetAsyncEnumerator();
        await Next(first);
        await using (var second = _client.SubscribeAsync("news").GetAsyncEnumerator())
        {
            await Next(second);
        }

        await _client.PublishAsync("news", "still here");

        Assert.Equal("still here", (await Next(first)).Text);
    }

    [Fact]
    public async Task Last_subscriber_gone_the_server_is_told()
    {
        await using (var messages = _client.SubscribeAsync("news").GetAsyncEnumerator())
        {
            await Next(messages);
        }

        Assert.Equal(0, await _client.PublishAsync("news", "to nobody"));
    }

    [Fact]
    public void Subscriber_that_does_not_follow_gets_one_gap_for_all_it_missed()
    {
        var subscriber = new Subscriber("news", backlog: 2);

        foreach (var text in (string[])["a", "b", "c", "d"])
        {
            subscriber.Deliver(System.Text.Encoding.UTF8.GetBytes(text));
        }

        Assert.True(subscriber.Messages.TryRead(out var gap) && gap.IsGap);
        Assert.True(subscriber.Messages.TryRead(out var message) && message.Text == "d");
        Assert.False(subscriber.Messages.TryRead(out _));
    }

    private static async Task<ValkeyMessage> Next(IAsyncEnumerator<ValkeyMessage> messages)
    {
        Assert.True(await messages.MoveNextAsync().AsTask().WaitAsync(Eventually.Patience));
        return messages.Current;
    }
}
