using System.Net;
using Distribution.Servers;

namespace Distribution.Outbox.Tests;

public sealed class RejectionTests(Database server)
{
    [Fact]
    public async Task Rejected_message_is_kept_with_its_reason_and_holds_up_nobody()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        receiver.Rejects = message => message.Key == "bad" ? "its key is bad" : null;
        await using var relay = await RunningRelay.StartAsync(database, receiver);

        await database.WriteAsync(Writers.Message("k", 1), Writers.Message("bad", 1), Writers.Message("k", 2));

        await Eventually.True(async () => await database.CountAsync("outbox") == 0);
        Assert.Equal([1, 2], await receiver.ReceivedAsync("k"));
        Assert.Equal("its key is bad", await database.ExecuteAsync("SELECT reason FROM outbox_rejected WHERE key = 'bad' AND payload = '{\"n\":1}'"));
        Assert.Equal(1, await database.CountAsync("outbox_rejected"));
    }

    [Fact]
    public async Task Request_that_is_not_understood_is_narrowed_down_to_the_message_at_fault()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        receiver.Refuses = message => message.Key == "poison" ? HttpStatusCode.BadRequest : null;
        await database.WriteAsync([.. Enumerable.Range(1, 40).Select(n => Writers.Message(n == 23 ? "poison" : "k", n))]);
        await using var relay = await RunningRelay.StartAsync(database, receiver);

        await Eventually.True(async () => await database.CountAsync("outbox") == 0);

        Assert.Equal(Enumerable.Range(1, 40).Except([23]), await receiver.ReceivedAsync("k"));
        Assert.StartsWith("400", (string)(await database.ExecuteAsync("SELECT reason FROM outbox_rejected WHERE key = 'poison'"))!);
    }

    [Fact]
    public async Task Refusal_for_want_of_credentials_rejects_nothing()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        receiver.Refuses = _ => HttpStatusCode.Unauthorized;
        await using var relay = await RunningRelay.StartAsync(database, receiver);

        await database.WriteAsync(Writers.Message("k", 1));
        await Eventually.True(() => receiver.Batches.Count > 3);
        Assert.Equal(0, await database.CountAsync("outbox_rejected"));
        receiver.Refuses = _ => null;

        await Eventually.True(async () => await database.CountAsync("outbox") == 0);
        Assert.Equal([1], await receiver.ReceivedAsync("k"));
    }
}
