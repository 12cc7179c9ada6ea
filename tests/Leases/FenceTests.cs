using Distribution.Leases.Fencing;
using Distribution.Postgres;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Leases.Tests;

public sealed class FenceTests(Database database)
{
    private readonly string _lease = $"lease-{Guid.NewGuid():N}";

    [Fact]
    public async Task Term_that_grows_passes_and_may_pass_again()
    {
        await WriteAsync(1);
        await WriteAsync(1);
        await WriteAsync(5);
        await WriteAsync(5);
    }

    [Fact]
    public async Task Old_term_is_refused_and_its_write_rolled_back()
    {
        await WriteAsync(7);

        var refusal = await Assert.ThrowsAsync<StaleTermException>(() => WriteAsync(6, alsoRaise: $"{_lease}-effect"));

        Assert.Equal((new Term(_lease, 6), 7L), (refusal.Term, refusal.Standing));
        Assert.Equal(0L, await database.Server.ExecuteAsync($"SELECT count(*) FROM fences WHERE name = '{_lease}-effect'"));
    }

    [Fact]
    public async Task Higher_term_waits_until_the_write_of_a_lower_one_has_ended()
    {
        await WriteAsync(1);
        await using var old = await database.DataSource.OpenConnectionAsync();
        await using var writing = await old.BeginTransactionAsync();
        await Fence.RaiseAsync(writing, new Term(_lease, 1));

        var next = WriteAsync(2);
        await Eventually.True(async () => await database.Server.ExecuteAsync("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%raise_fence%'") is > 0L, because: "the higher term waits");
        Assert.False(next.IsCompleted);
        await writing.CommitAsync();

        await next;
        await Assert.ThrowsAsync<StaleTermException>(() => WriteAsync(1));
    }

    [Fact]
    public async Task Frozen_holder_cannot_write_after_its_successor_has()
    {
        var store = new Interruptible(Database.Store(database.DataSource));
        await using var frozen = await new LeaseProvider(store, TestLog.Of<LeaseProvider>()).AcquireAsync(_lease);
        await WriteAsync(frozen.Term.Number);
        store.Hang();
        await using var successor = await new LeaseProvider(Database.Store(database.DataSource), TestLog.Of<LeaseProvider>()).AcquireAsync(_lease);
        await WriteAsync(successor.Term.Number);

        await Assert.ThrowsAsync<StaleTermException>(() => WriteAsync(frozen.Term.Number));
    }

    [Fact]
    public async Task Many_writers_of_changing_terms_never_write_under_a_lower_one_after_a_higher()
    {
        await database.Server.ExecuteAsync($"CREATE TABLE \"{_lease}\" (position bigserial, term bigint)");

        await Task.WhenAll(Enumerable.Range(1, 40).Select(number => Task.Run(async () =>
        {
            try
            {
                await WriteAsync((number / 4) + 1, insertInto: _lease);
            }
            catch (StaleTermException)
            {
                // Refused, as it should be when a higher term was faster.
            }
        })));

        var backwards = await database.Server.ExecuteAsync($"SELECT count(*) FROM (SELECT term, lag(term) OVER (ORDER BY position) AS before FROM \"{_lease}\") rows WHERE term < before");
        Assert.Equal(0L, backwards);
        Assert.True(await database.Server.ExecuteAsync($"SELECT count(*) FROM \"{_lease}\"") is > 0L);
    }

    private Task WriteAsync(long term, string? alsoRaise = null, string? insertInto = null) => database.DataSource.ExecuteAsync(
        async (connection, transaction, token) =>
        {
            if (alsoRaise is not null)
            {
                await Fence.RaiseAsync(transaction, new Term(alsoRaise, 1), token);
            }

            await Fence.RaiseAsync(transaction, new Term(_lease, term), token);
            if (insertInto is not null)
            {
                await using var insert = new NpgsqlCommand($"INSERT INTO \"{insertInto}\" (term) VALUES ($1)", connection);
                insert.Parameters.Add(new NpgsqlParameter<long> { TypedValue = term });
                await insert.ExecuteNonQueryAsync(token);
            }
        },
        new ExecuteOptions { Budget = TimeSpan.FromSeconds(30) });
}
