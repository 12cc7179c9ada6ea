using System.Net;
using Distribution.Servers;

namespace Distribution.Audit.Tests;

/// <summary>Real changes in the service's database, by somebody who may write everything in it.</summary>
public sealed class BrokenChainTests(Database database)
{
    [Fact]
    public async Task Whole_chain_is_valid_and_names_its_head()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 40);

        var whole = (await audit.GetAsync("/audit/verify")).Is(HttpStatusCode.OK).Json;
        var part = (await audit.GetAsync("/audit/verify?from=11&to=20")).Is(HttpStatusCode.OK).Json;
        var head = (await audit.GetAsync("/audit/head")).Is(HttpStatusCode.OK).Json;

        Assert.True(whole.GetProperty("valid").GetBoolean());
        Assert.Equal((40, 1, 40), (whole.GetProperty("records").GetInt64(), whole.GetProperty("from").GetInt64(), whole.GetProperty("to").GetInt64()));
        Assert.Equal(head.GetProperty("hash").GetString(), whole.GetProperty("headHash").GetString());
        Assert.Equal((10, 11, 20), (part.GetProperty("records").GetInt64(), part.GetProperty("from").GetInt64(), part.GetProperty("to").GetInt64()));
        (await audit.GetAsync("/audit/verify?from=5&to=4")).IsProblem(HttpStatusCode.BadRequest, "invalid");
    }

    [Theory]
    [InlineData("UPDATE chain_records SET details = '{}' WHERE sequence = 7", 7, "tampered")]
    [InlineData("DELETE FROM chain_records WHERE sequence = 7", 7, "missing")]
    [InlineData("UPDATE chain_records SET sequence = -7 WHERE sequence = 7; UPDATE chain_records SET sequence = 7 WHERE sequence = 9; UPDATE chain_records SET sequence = 9 WHERE sequence = -7", 7, "reordered")]
    [InlineData("DELETE FROM chain_records WHERE sequence > 17", 18, "truncated")]
    public async Task Break_is_named_and_nothing_is_served_until_a_whole_verification_finds_it_mended(string change, long sequence, string reason)
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 20);
        await audit.ExecuteAsync("CREATE TABLE kept AS TABLE chain_records");
        await audit.ExecuteAsync(change);

        var report = (await audit.GetAsync("/audit/verify")).Is(HttpStatusCode.OK).Json;
        Assert.False(report.GetProperty("valid").GetBoolean());
        Assert.Equal((sequence, reason), (report.GetProperty("firstBad").GetProperty("seq").GetInt64(), report.GetProperty("firstBad").GetProperty("reason").GetString()));
        (await audit.GetAsync("/audit")).IsBroken(sequence, reason);
        (await audit.GetAsync("/audit/head")).IsBroken(sequence, reason);
        (await audit.GetAsync("/readyz")).Is(HttpStatusCode.OK);

        await audit.ExecuteAsync("TRUNCATE chain_records; INSERT INTO chain_records SELECT * FROM kept");
        (await audit.GetAsync("/audit")).IsBroken(sequence, reason);
        Assert.True((await audit.GetAsync("/audit/verify")).Json.GetProperty("valid").GetBoolean());
        Assert.Equal(20, (await audit.GetAsync("/audit")).Is(HttpStatusCode.OK).Sequences.Length);
    }

    [Fact]
    public async Task Changed_record_is_never_shown_although_nobody_has_verified_yet()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 20);

        await audit.ExecuteAsync("UPDATE chain_records SET actor = 'somebody' WHERE sequence = 7");

        (await audit.GetAsync("/audit?subject=request/7")).IsBroken(7, "tampered");
    }

    [Fact]
    public async Task Truncated_chain_with_its_head_set_back_is_found_at_the_start_by_the_checkpoint_and_is_not_added_to()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 20);
        await Eventually.True(() => Checkpointed(audit, 20), TimeSpan.FromSeconds(5), "the end is checkpointed");
        await audit.StopAsync();

        await audit.ExecuteAsync("DELETE FROM chain_records WHERE sequence > 15; UPDATE chain_head SET sequence = 15, hash = (SELECT hash FROM chain_records WHERE sequence = 15)");
        await audit.StartAgainAsync();

        (await audit.GetAsync("/audit")).IsBroken(16, "truncated");
        (await audit.PostAsync(Messages.Batch(Messages.Of(21)))).IsBroken(16, "truncated");
        Assert.Equal(15L, await audit.ExecuteAsync("SELECT count(*) FROM chain_records"));
        Assert.True(Checkpointed(audit, 20));
    }

    [Fact]
    public async Task Record_is_checkpointed_within_a_second()
    {
        await using var audit = await RunningAudit.StartAsync(database);

        var fastest = TimeSpan.MaxValue;
        for (var n = 1; n <= 3; n++)
        {
            await audit.ReportAsync(n, n);
            var began = TimeProvider.System.GetTimestamp();
            await Eventually.True(() => Checkpointed(audit, n));
            var took = TimeProvider.System.GetElapsedTime(began);
            fastest = took < fastest ? took : fastest;
        }

        Assert.InRange(fastest, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Checkpoint_that_was_changed_proves_nothing_and_nothing_is_served()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 20);
        await Eventually.True(() => Checkpointed(audit, 20));
        await audit.StopAsync();

        await File.WriteAllTextAsync(audit.CheckpointFile, (await File.ReadAllTextAsync(audit.CheckpointFile)).Replace("\"sequence\":20", "\"sequence\":15"));
        await audit.StartAgainAsync();

        (await audit.GetAsync("/audit")).IsBroken(0, "unproven");
        Assert.Equal("unproven", (await audit.GetAsync("/audit/verify")).Json.GetProperty("firstBad").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Verification_that_takes_long_is_heard_of_within_a_second()
    {
        await using var audit = await RunningAudit.StartAsync(database);
        await audit.ReportAsync(1, 20);
        await using var connection = new Npgsql.NpgsqlConnection(database.Server.ConnectionString(audit.Name));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("LOCK TABLE chain_records", connection, transaction))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var verifying = audit.TimeAsync("/audit/verify");
        await Task.Delay(TimeSpan.FromSeconds(1.5));
        await transaction.RollbackAsync();
        var (first, last, report) = await verifying;

        Assert.True(report.GetProperty("valid").GetBoolean());
        Assert.True(first < last - TimeSpan.FromMilliseconds(300), $"first byte after {first}, last after {last}");
    }

    private static bool Checkpointed(RunningAudit audit, long sequence) =>
        File.Exists(audit.CheckpointFile) && File.ReadAllText(audit.CheckpointFile).Contains($"\"sequence\":{sequence},");
}
