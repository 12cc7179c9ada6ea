using System.Text;
using Distribution.Postgres;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Outbox.Tests;

/// <summary>Changes counters and tells of each change in the same transaction, so that the counters say what has to arrive.</summary>
internal sealed class Writers(TestDatabase database)
{
    private int _keys;

    public static OutboxMessage Message(string key, int n, string destination = "audit") => new(destination, "count", key, Encoding.UTF8.GetBytes($"{{\"n\":{n}}}"));

    public async Task<Writers> WithKeysAsync(int keys)
    {
        await database.ExecuteAsync("CREATE TABLE IF NOT EXISTS counters (key text PRIMARY KEY, n integer NOT NULL)");
        await database.ExecuteAsync($"INSERT INTO counters SELECT 'key/' || i, 0 FROM generate_series(0, {keys - 1}) AS i ON CONFLICT DO NOTHING");
        _keys = keys;
        return this;
    }

    public Task WriteAsync(int writers, int each) =>
        Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await ChangeAsync($"key/{(writer + i) % _keys}", roll: i % 7 == 6);
            }
        })));

    /// <summary>Waits until everything that the counters say has arrived, once and in order.</summary>
    public async Task AllArriveInOrderAsync(Receiver receiver, TimeSpan? within = null)
    {
        await Eventually.True(async () => await database.CountAsync("outbox") == 0, within ?? TimeSpan.FromSeconds(60), "the outbox is empty");
        foreach (var key in await database.ListAsync<string>("SELECT key FROM counters"))
        {
            var n = (int)(await database.ExecuteAsync($"SELECT n FROM counters WHERE key = '{key}'"))!;
            Assert.Equal(Enumerable.Range(1, n), await receiver.ReceivedAsync(key));
        }
    }

    private async Task ChangeAsync(string key, bool roll)
    {
        try
        {
            await database.Source.ExecuteAsync(
                async (connection, transaction, token) =>
                {
                    await using var change = new NpgsqlCommand("UPDATE counters SET n = n + 1 WHERE key = $1 RETURNING n", connection, transaction);
                    change.Parameters.Add(new() { Value = key });
                    await OutboxWriter.AppendAsync(transaction, Message(key, (int)(await change.ExecuteScalarAsync(token))!), token);
                    if (roll)
                    {
                        throw new RolledBackException();
                    }
                },
                new ExecuteOptions { Budget = TimeSpan.FromSeconds(20) });
        }
        catch (Exception failure) when (failure is RolledBackException or AmbiguousCommitException)
        {
            // The counter tells whether it was committed.
        }
    }

    private sealed class RolledBackException : Exception;
}
