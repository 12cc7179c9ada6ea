using Distribution.Outbox.Receiving;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Distribution.Outbox.Tests;

public sealed class InboxTests(Database server)
{
    [Fact]
    public async Task Admit_of_known_and_new_ids_gives_the_new_ones_in_order()
    {
        await using var database = await server.CreateAsync();
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];

        Assert.Equal([ids[1], ids[3]], await AdmitAsync(database, "access", ids[1], ids[3], ids[1]));
        Assert.Equal([ids[4], ids[0], ids[2]], await AdmitAsync(database, "access", ids[4], ids[3], ids[0], ids[1], ids[2]));
        Assert.Equal([ids[0]], await AdmitAsync(database, "jobs", ids[0]));
    }

    [Fact]
    public async Task Admit_beside_another_transaction_waits_and_takes_over_when_that_fails()
    {
        await using var database = await server.CreateAsync();
        var id = Guid.CreateVersion7();
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var first = await connection.BeginTransactionAsync();
        Assert.Equal([id], await Inbox.AdmitAsync(first, "access", [id]));

        var second = AdmitAsync(database, "access", id);
        await Eventually.True(async () => await database.CountAsync("pg_locks WHERE NOT granted") > 0, because: "the second one waits");
        await first.RollbackAsync();

        Assert.Equal([id], await second);
        Assert.Empty(await AdmitAsync(database, "access", id));
    }

    [Fact]
    public async Task Known_ids_alone_still_write_so_that_the_commit_waits_for_the_standby()
    {
        await using var database = await server.CreateAsync();
        var id = Guid.CreateVersion7();
        await AdmitAsync(database, "access", id);

        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Inbox.AdmitAsync(transaction, "access", [id]);
        await using var written = new NpgsqlCommand("SELECT pg_current_xact_id_if_assigned() IS NOT NULL", connection, transaction);

        Assert.True((bool)(await written.ExecuteScalarAsync())!);
    }

    [Fact]
    public async Task Pruning_forgets_what_is_older_than_7_days()
    {
        await using var database = await server.CreateAsync();
        await AdmitAsync(database, "access", [.. Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7())]);
        await database.ExecuteAsync("UPDATE inbox SET admitted_at = admitted_at - interval '8 days' WHERE ctid IN (SELECT ctid FROM inbox LIMIT 15)");

        using var pruning = new InboxPruning("audit", database.Source.OpenConnectionAsync, TimeProvider.System, NullLogger<InboxPruning>.Instance);

        Assert.Equal(15, await pruning.PruneAsync(CancellationToken.None));
        Assert.Equal(5, await database.CountAsync("inbox"));
    }

    private static Task<IReadOnlyList<Guid>> AdmitAsync(TestDatabase database, string source, params Guid[] ids) =>
        database.Source.ExecuteAsync((_, transaction, token) => Inbox.AdmitAsync(transaction, source, ids, token));
}
