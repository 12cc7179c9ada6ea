using System.Diagnostics;
using System.Net;
using Distribution.Servers;

namespace Distribution.Outbox.Tests;

/// <summary>What a relay guarantees, on a real database while things break.</summary>
public sealed class DeliveryConformanceTests(Database server)
{
    [Fact]
    public async Task Messages_with_connections_killed_at_random_arrive_once_and_in_order_by_key()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        await using var first = await RunningRelay.StartAsync(database, receiver);
        await using var second = await RunningRelay.StartAsync(database, receiver);
        var writers = await new Writers(database).WithKeysAsync(3);
        using var stop = new CancellationTokenSource();

        var killing = KillAsync(database, stop.Token);
        for (var round = 0; round < 12; round++)
        {
            await writers.WriteAsync(writers: 6, each: 20);
            await Task.Delay(200);
        }

        await stop.CancelAsync();

        Assert.InRange(await killing, 10, 10_000);
        await writers.AllArriveInOrderAsync(receiver);
    }

    [Fact]
    public async Task Receiver_out_and_back_gets_everything_in_order()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        await using var relay = await RunningRelay.StartAsync(database, receiver);
        var writers = await new Writers(database).WithKeysAsync(3);

        await writers.WriteAsync(2, 10);
        await receiver.StopAsync();
        await writers.WriteAsync(4, 300);
        Assert.True(await database.CountAsync("outbox") >= 1000);
        await receiver.StartAgainAsync();

        await writers.AllArriveInOrderAsync(receiver);
    }

    [Fact]
    public async Task Relay_frozen_with_messages_in_hand_is_replaced_within_5_seconds_and_breaks_no_order_when_it_wakes()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        await using var frozen = await RunningRelay.StartAsync(database, receiver);
        var writers = await new Writers(database).WithKeysAsync(3);
        frozen.Gate.Close();
        await writers.WriteAsync(1, 20);
        await Eventually.True(() => frozen.Gate.Waiting == 1, because: "the relay is about to send");

        await using var other = await RunningRelay.StartAsync(database, receiver);
        var clock = Stopwatch.StartNew();
        await Eventually.True(async () => await database.CountAsync("received") > 0);
        var replacedAfter = clock.Elapsed;
        await writers.WriteAsync(2, 50);
        await Eventually.True(async () => await database.CountAsync("outbox") == 0);
        frozen.Gate.Open();
        await Eventually.True(() => receiver.Verdicts.Any(verdicts => verdicts is { Accepted: 0, Duplicates: > 0 }), because: "the woken relay has sent what it had");
        await writers.WriteAsync(2, 20);

        await writers.AllArriveInOrderAsync(receiver);
        Assert.InRange(replacedAfter, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Message_whose_answer_was_lost_comes_again_and_has_one_effect()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        receiver.AnswersLost = HttpStatusCode.BadGateway;
        await using var relay = await RunningRelay.StartAsync(database, receiver);

        await database.WriteAsync(Writers.Message("k", 1), Writers.Message("k", 2));
        await Eventually.True(() => receiver.Verdicts.Count >= 3);
        receiver.AnswersLost = null;
        await Eventually.True(async () => await database.CountAsync("outbox") == 0);

        Assert.Equal([1, 2], await receiver.ReceivedAsync("k"));
        Assert.Contains(receiver.Verdicts, verdicts => verdicts is { Accepted: 0, Duplicates: 2 });
    }

    [Fact]
    public async Task Replica_that_is_out_is_passed_over()
    {
        await using var database = await server.CreateAsync();
        await using var gone = await Receiver.StartAsync(database);
        await using var receiver = await Receiver.StartAsync(database);
        await gone.StopAsync();
        await using var relay = await RunningRelay.StartAsync(database, gone, receiver);

        await database.WriteAsync(Writers.Message("k", 1));

        await Eventually.True(async () => await database.CountAsync("outbox") == 0);
        Assert.Equal([1], await receiver.ReceivedAsync("k"));
    }

    [Fact]
    public async Task Message_written_while_the_relay_sleeps_is_delivered_by_notification_before_the_poll()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        await using var relay = await RunningRelay.StartAsync(database, receiver);
        var fastest = TimeSpan.MaxValue;
        for (var i = 1; i <= 8; i++)
        {
            await Eventually.True(async () => await database.CountAsync("outbox_claims WHERE expires_at > clock_timestamp()") == 0, because: "the relay sleeps");
            var clock = Stopwatch.StartNew();
            await database.WriteAsync(Writers.Message("k", i));
            await Eventually.True(() => receiver.Verdicts.Count == i);
            fastest = clock.Elapsed < fastest ? clock.Elapsed : fastest;
        }

        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task Thousands_of_messages_leave_in_requests_of_at_most_500_and_half_a_mebibyte()
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        var large = Enumerable.Range(1, 20).Select(n => new OutboxMessage("audit", "count", "large", System.Text.Encoding.UTF8.GetBytes($$"""{"n":{{n}},"text":"{{new string('x', 60_000)}}"}""")));
        await database.WriteAsync([.. Enumerable.Range(1, 1200).Select(n => Writers.Message("k", n)), .. large]);
        await using var relay = await RunningRelay.StartAsync(database, receiver);

        await Eventually.True(async () => await database.CountAsync("outbox") == 0, TimeSpan.FromSeconds(30));

        Assert.Equal(Enumerable.Range(1, 1200), await receiver.ReceivedAsync("k"));
        Assert.Equal(Enumerable.Range(1, 20), await receiver.ReceivedAsync("large"));
        Assert.All(receiver.Batches, batch => Assert.InRange(batch.Messages.Count, 1, OutboxDefaults.LargestBatch));
        Assert.All(receiver.Batches, batch => Assert.InRange(batch.Messages.Sum(message => message.Payload.Length), 1, OutboxDefaults.LargestBatchBytes));
    }

    [Theory]
    [InlineData("UPDATE received SET n = 7 - n WHERE key = 'key/1' AND n IN (3, 4)")]
    [InlineData("DELETE FROM received WHERE key = 'key/1' AND n = 3")]
    [InlineData("INSERT INTO received (source, key, n) SELECT source, key, n FROM received WHERE key = 'key/1' AND n = 3")]
    public async Task Disorder_loss_and_repetition_would_be_seen(string planted)
    {
        await using var database = await server.CreateAsync();
        await using var receiver = await Receiver.StartAsync(database);
        await using var relay = await RunningRelay.StartAsync(database, receiver);
        var writers = await new Writers(database).WithKeysAsync(3);
        await writers.WriteAsync(2, 20);
        await writers.AllArriveInOrderAsync(receiver);

        await database.ExecuteAsync(planted);

        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => writers.AllArriveInOrderAsync(receiver));
    }

    private static async Task<int> KillAsync(TestDatabase database, CancellationToken stop)
    {
        var kills = 0;
        var random = new Random(3);
        while (!stop.IsCancellationRequested)
        {
            await database.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}' AND pid <> pg_backend_pid() AND random() < 0.3");
            kills++;
            await Task.Delay(random.Next(50, 250), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return kills;
    }
}
