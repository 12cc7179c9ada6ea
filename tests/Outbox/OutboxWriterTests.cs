using System.Diagnostics;
using Distribution.Outbox.Schema;
using Npgsql;

namespace Distribution.Outbox.Tests;

public sealed class OutboxWriterTests(Database server)
{
    [Fact]
    public async Task Message_of_a_transaction_that_rolled_back_is_not_there()
    {
        await using var database = await server.CreateAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => database.Source.ExecuteAsync(async (_, transaction, token) =>
        {
            await OutboxWriter.AppendAsync(transaction, Writers.Message("k", 1), token);
            throw new InvalidOperationException("rolled back");
        }));

        Assert.Equal(0, await database.CountAsync("outbox"));
    }

    [Fact]
    public async Task Message_keeps_its_payload_id_and_trace()
    {
        await using var database = await server.CreateAsync();
        using var activity = new Activity("change").SetIdFormat(ActivityIdFormat.W3C).Start();
        var message = new OutboxMessage("audit", "t", "k", "{ \"a\" : [1.10, \"é\\u0000\"] }"u8.ToArray());

        await database.WriteAsync(message);

        Assert.Equal(1, await database.CountAsync(
            $"outbox WHERE id = '{message.Id}' AND trace_parent = '{activity.Id}' AND payload = '{{ \"a\" : [1.10, \"é\\u0000\"] }}' AND occurred_at > clock_timestamp() - interval '1 minute'"));
        Assert.Equal(7, message.Id.Version);
    }

    [Fact]
    public async Task Command_in_a_batch_of_the_caller_writes_in_order()
    {
        await using var database = await server.CreateAsync();

        await database.Source.ExecuteAsync(async (connection, transaction, token) =>
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            batch.BatchCommands.Add(new("SELECT 1"));
            batch.BatchCommands.Add(OutboxWriter.Command(Writers.Message("a", 1), Writers.Message("b", 2), Writers.Message("c", 3, "jobs")));
            await batch.ExecuteNonQueryAsync(token);
        });

        Assert.Equal(["a", "b", "c"], await database.ListAsync<string>("SELECT key FROM outbox ORDER BY position"));
    }

    [Theory]
    [InlineData("", "t", "k", "{}", "Destination")]
    [InlineData("audit", "", "k", "{}", "Type")]
    [InlineData("audit", "t", "", "{}", "Key")]
    [InlineData("audit", "t", "k\0", "{}", "Key")]
    [InlineData("audit", "t", "k", "{", "payload")]
    [InlineData("audit", "t", "k", "{} {}", "payload")]
    [InlineData("audit", "t", "k", "", "payload")]
    public void Message_that_could_not_be_delivered_is_refused_by_name(string destination, string type, string key, string payload, string named)
    {
        var refusal = Assert.Throws<ArgumentException>(() => OutboxWriter.Command(new OutboxMessage(destination, type, key, System.Text.Encoding.UTF8.GetBytes(payload))));

        Assert.Contains(named, refusal.Message);
    }

    [Fact]
    public void Payload_over_64_KiB_is_refused()
    {
        var payload = System.Text.Encoding.UTF8.GetBytes($"\"{new string('x', OutboxDefaults.LargestPayload)}\"");

        Assert.Contains("65538", Assert.Throws<ArgumentException>(() => OutboxWriter.Command(new OutboxMessage("audit", "t", "k", payload))).Message);
    }

    [Fact]
    public async Task Schema_is_applied_twice_without_harm()
    {
        await using var database = await server.CreateAsync();

        foreach (var script in OutboxSchema.Scripts.Concat(InboxSchema.Scripts))
        {
            await database.ExecuteAsync(script.Sql);
        }
    }
}
