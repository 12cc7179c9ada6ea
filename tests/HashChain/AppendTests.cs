using Distribution.HashChain.Reading;
using Distribution.HashChain.Verification;
using Distribution.Servers;
using Npgsql;

namespace Distribution.HashChain.Tests;

public sealed class AppendTests(Database database)
{
    [Fact]
    public async Task Entries_given_twice_are_recorded_once_and_in_order()
    {
        await using var chain = await database.CreateAsync();
        var appender = chain.Appender();
        var entries = Enumerable.Range(1, 10).Select(n => Chain.Entry(n)).ToArray();

        var first = await appender.AppendAsync([.. entries[..6], entries[0]]);
        var second = await appender.AppendAsync(entries);
        var third = await appender.AppendAsync(entries);

        Assert.Equal((6, 1, 4, 6, 0, 10), (first.Appended, first.Known, second.Appended, second.Known, third.Appended, third.Known));
        Assert.Equal(entries.Select(entry => entry.MessageId), (await ListAsync(chain)).Select(record => record.MessageId));
        Assert.True((await chain.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Record_reads_back_as_it_was_given()
    {
        await using var chain = await database.CreateAsync();
        var entry = Chain.Entry(1) with { OccurredAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)).AddTicks(1234567) };

        await chain.Appender().AppendAsync([entry]);

        var record = Assert.Single(await ListAsync(chain));
        Assert.Equal((entry.Source, entry.Actor, entry.Action, entry.Subject, entry.Details, entry.TraceId), (record.Source, record.Actor, record.Action, record.Subject, record.Details, record.TraceId));
        Assert.Equal(entry.OccurredAt.AddTicks(-7), record.OccurredAt);
        Assert.True(record.IsIntact);
    }

    [Fact]
    public async Task Appenders_side_by_side_with_connections_killed_at_random_make_one_chain_with_everything_once()
    {
        await using var chain = await database.CreateAsync();
        var appenders = new[] { chain.Appender(), chain.Appender(), chain.Appender() };
        using var stop = new CancellationTokenSource();
        var killing = KillAsync(chain, stop.Token);

        await Task.WhenAll(Enumerable.Range(0, 9).Select(async caller =>
        {
            for (var batch = 0; batch < 25; batch++)
            {
                var entries = Enumerable.Range(0, 7).Select(n => Chain.Entry((batch * 7) + n, $"source-{caller}")).ToArray();
                await UntilTakenAsync(appenders[caller % 3], entries);
            }
        }));
        await stop.CancelAsync();

        Assert.InRange(await killing, 3, 10_000);
        var report = await chain.VerifyAsync();
        Assert.True(report is { Valid: true, Records: 9 * 25 * 7 }, report.ToString());
        var disordered = await chain.ExecuteAsync(
            "SELECT count(*) FROM (SELECT subject, lag(substr(subject, 9)::int) OVER (PARTITION BY source ORDER BY sequence) AS before FROM chain_records) AS r WHERE before > substr(subject, 9)::int");
        Assert.Equal(0L, disordered);
    }

    [Fact]
    public async Task Appender_frozen_before_its_append_keeps_nobody_out_and_continues_the_new_end_when_it_wakes()
    {
        await using var chain = await database.CreateAsync();
        var gate = new TaskCompletionSource();
        var opened = 0;
        var frozen = new Appending.ChainAppender(
            async token =>
            {
                opened++;
                await gate.Task;
                return await chain.Source.OpenConnectionAsync(token);
            },
            TimeProvider.System);
        var entry = Chain.Entry(1);
        var late = frozen.AppendAsync([entry]);
        await Eventually.True(() => opened == 1);

        var other = chain.Appender();
        await other.AppendAsync([Chain.Entry(2)]);
        await other.AppendAsync([Chain.Entry(3)]);
        gate.SetResult();

        Assert.Equal(1, (await late).Appended);
        Assert.Equal(["request/2", "request/3", "request/1"], (await ListAsync(chain)).Select(record => record.Subject));
        Assert.True((await chain.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Appender_that_remembers_an_old_end_continues_the_new_one()
    {
        await using var chain = await database.CreateAsync();
        var (one, other) = (chain.Appender(), chain.Appender());

        for (var n = 1; n <= 10; n++)
        {
            await (n % 2 == 0 ? one : other).AppendAsync([Chain.Entry(n)]);
        }

        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"request/{n}"), (await ListAsync(chain)).Select(record => record.Subject));
        Assert.True((await chain.VerifyAsync()).Valid);
    }

    [Fact]
    public async Task Append_holds_no_lock_while_nothing_is_on_its_way()
    {
        await using var chain = await database.CreateAsync();
        var appender = chain.Appender();
        await appender.AppendAsync([Chain.Entry(1)]);

        Assert.Equal(0L, await chain.ExecuteAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{chain.Name}' AND state LIKE 'idle in transaction%'"));
    }

    [Fact]
    public async Task Chain_with_a_broken_end_is_not_added_to()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(10);
        await chain.ExecuteAsync("DELETE FROM chain_records WHERE sequence > 8");

        var refusal = await Assert.ThrowsAsync<ChainBrokenException>(() => chain.Appender().AppendAsync([Chain.Entry(11)]));

        Assert.Equal((9, FaultReason.Truncated), (refusal.Fault.Sequence, refusal.Fault.Reason));
        Assert.Equal(8L, await chain.ExecuteAsync("SELECT count(*) FROM chain_records"));
    }

    [Fact]
    public async Task Filters_and_pages_give_each_record_once()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(50);

        var pages = new List<long>();
        for (var after = 0L; ;)
        {
            var page = await ListAsync(chain, new() { Actor = "actor-3", After = after }, 3);
            pages.AddRange(page.Select(record => record.Sequence));
            if (page.Count < 3)
            {
                break;
            }

            after = page[^1].Sequence;
        }

        Assert.Equal(Enumerable.Range(1, 50).Where(n => n % 7 == 3).Select(n => (long)n), pages);
        Assert.Single(await ListAsync(chain, new() { Subject = "request/9" }));
        Assert.Empty(await ListAsync(chain, new() { Action = "request.denied" }));
        Assert.Empty(await ListAsync(chain, new() { To = TimeProvider.System.GetUtcNow().AddHours(-1) }));
        Assert.Equal(50, (await ListAsync(chain, new() { From = TimeProvider.System.GetUtcNow().AddHours(-1) })).Count);
    }

    [Fact]
    public async Task Changed_record_is_not_given()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(10);
        await chain.ExecuteAsync("UPDATE chain_records SET actor = 'somebody' WHERE sequence = 4");

        var refusal = await Assert.ThrowsAsync<ChainBrokenException>(() => ListAsync(chain));

        Assert.Equal(4, refusal.Fault.Sequence);
    }

    private static Task<List<ChainRecord>> ListAsync(Chain chain, ChainFilter? filter = null, int limit = 1000) =>
        chain.Source.ReadAsync((connection, token) => ChainReader.ListAsync(connection, filter ?? new(), limit, token));

    private static async Task UntilTakenAsync(Appending.ChainAppender appender, ChainEntry[] entries)
    {
        while (true)
        {
            try
            {
                var result = await appender.AppendAsync(entries);
                Assert.Equal(entries.Length, result.Appended + result.Known);
                return;
            }
            catch (NpgsqlException)
            {
                // As a relay would: the same again.
            }
        }
    }

    private static async Task<int> KillAsync(Chain chain, CancellationToken stop)
    {
        var kills = 0;
        while (!stop.IsCancellationRequested)
        {
            await chain.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{chain.Name}' AND pid <> pg_backend_pid() AND random() < 0.4");
            kills++;
            await Task.Delay(Random.Shared.Next(20, 80), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return kills;
    }
}
