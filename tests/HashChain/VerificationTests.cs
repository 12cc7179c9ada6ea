using Distribution.HashChain.Checkpoints;
using Distribution.HashChain.Verification;

namespace Distribution.HashChain.Tests;

/// <summary>Real changes in a real database, by somebody who may write everything in it.</summary>
public sealed class VerificationTests(Database database)
{
    private const int Records = 60;

    [Fact]
    public async Task Untouched_chain_is_valid_as_a_whole_and_by_range()
    {
        await using var chain = await database.CreateAsync();
        var head = await chain.FillAsync(Records);

        var whole = await chain.VerifyAsync(checkpoint: At(head));
        var part = await chain.VerifyAsync(20, 29);

        Assert.True(whole is { Valid: true, IsWhole: true, Records: Records, From: 1, To: Records }, whole.ToString());
        Assert.Equal(head, whole.Head);
        Assert.True(part is { Valid: true, IsWhole: false, Records: 10, From: 20, To: 29 }, part.ToString());
    }

    [Fact]
    public async Task Empty_chain_is_valid()
    {
        await using var chain = await database.CreateAsync();

        Assert.True(await chain.VerifyAsync() is { Valid: true, Records: 0 });
    }

    [Theory]
    [InlineData("actor = 'somebody'")]
    [InlineData("action = action || ' '")]
    [InlineData("subject = 'request/31'")]
    [InlineData("details = replace(details, ' ', '')")]
    [InlineData("source = 'jobs'")]
    [InlineData("message_id = gen_random_uuid()")]
    [InlineData("occurred_at = occurred_at + interval '1 microsecond'")]
    [InlineData("recorded_at = recorded_at - interval '1 day'")]
    [InlineData("trace_id = coalesce(trace_id || '0', '')")]
    [InlineData("actor = actor || action, action = ''")]
    [InlineData("actor = left(actor, -1), action = right(actor, 1) || action")]
    [InlineData("hash = decode(repeat('ab', 32), 'hex')")]
    [InlineData("hash = decode('ab', 'hex')")]
    [InlineData("previous_hash = decode(repeat('ab', 32), 'hex')")]
    public async Task Changed_column_is_found_and_named(string change)
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await chain.ExecuteAsync($"UPDATE chain_records SET {change} WHERE sequence = 30");

        await IsBrokenAsync(chain, 30, FaultReason.Tampered);
    }

    [Fact]
    public async Task Record_replaced_together_with_its_hash_is_found_by_the_next_one()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await ForgeAsync(chain, 30, 30);

        await IsBrokenAsync(chain, 30, FaultReason.Tampered);
    }

    [Fact]
    public async Task Last_record_replaced_together_with_its_hash_is_found_by_the_head()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await ForgeAsync(chain, Records, Records);

        await IsBrokenAsync(chain, Records, FaultReason.Tampered);
    }

    [Fact]
    public async Task Chain_made_anew_with_its_head_is_found_by_the_checkpoint()
    {
        await using var chain = await database.CreateAsync();
        var head = await chain.FillAsync(Records);

        await ForgeAsync(chain, 30, Records);
        await chain.ExecuteAsync($"UPDATE chain_head SET hash = (SELECT hash FROM chain_records WHERE sequence = {Records})");

        Assert.True((await chain.VerifyAsync()).Valid);
        await IsBrokenAsync(chain, Records, FaultReason.Rewritten, At(head));
        Assert.Equal(FaultReason.Rewritten, (await chain.VerifyAsync(1, 10, At(head))).FirstBad!.Reason);
    }

    [Fact]
    public async Task Deleted_record_is_found_as_missing()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await chain.ExecuteAsync("DELETE FROM chain_records WHERE sequence BETWEEN 30 AND 32");

        await IsBrokenAsync(chain, 30, FaultReason.Missing);
        Assert.Equal(FaultReason.Missing, (await chain.VerifyAsync(20, 31)).FirstBad!.Reason);
        Assert.Equal(1, (await DeletedFirstAsync()).FirstBad!.Sequence);

        async Task<VerificationReport> DeletedFirstAsync()
        {
            await chain.ExecuteAsync("DELETE FROM chain_records WHERE sequence < 30");
            return await chain.VerifyAsync();
        }
    }

    [Theory]
    [InlineData(30, 31)]
    [InlineData(7, 55)]
    public async Task Records_that_changed_places_are_found_as_reordered(int one, int other)
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await chain.ExecuteAsync($"UPDATE chain_records SET sequence = -1 WHERE sequence = {one}");
        await chain.ExecuteAsync($"UPDATE chain_records SET sequence = {one} WHERE sequence = {other}");
        await chain.ExecuteAsync($"UPDATE chain_records SET sequence = {other} WHERE sequence = -1");

        var fault = await IsBrokenAsync(chain, one, FaultReason.Reordered);
        Assert.Contains($"recorded as {other}", fault.Detail);
    }

    [Fact]
    public async Task Records_closed_up_over_a_deleted_one_are_found_as_reordered()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await chain.ExecuteAsync("DELETE FROM chain_records WHERE sequence = 30");
        for (var sequence = 31; sequence <= Records; sequence++)
        {
            await chain.ExecuteAsync($"UPDATE chain_records SET sequence = sequence - 1 WHERE sequence = {sequence}");
        }

        await IsBrokenAsync(chain, 30, FaultReason.Reordered);
    }

    [Fact]
    public async Task Truncated_end_is_found_by_the_head()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await chain.ExecuteAsync("DELETE FROM chain_records WHERE sequence > 50");

        await IsBrokenAsync(chain, 51, FaultReason.Truncated);
    }

    [Fact]
    public async Task Truncated_end_with_the_head_set_back_is_found_by_the_checkpoint()
    {
        await using var chain = await database.CreateAsync();
        var head = await chain.FillAsync(Records);

        await chain.ExecuteAsync("DELETE FROM chain_records WHERE sequence > 50");
        await chain.ExecuteAsync("UPDATE chain_head SET sequence = 50, hash = (SELECT hash FROM chain_records WHERE sequence = 50)");

        Assert.True((await chain.VerifyAsync()).Valid);
        await IsBrokenAsync(chain, 51, FaultReason.Truncated, At(head));
    }

    [Fact]
    public async Task Record_added_behind_the_head_is_found()
    {
        await using var chain = await database.CreateAsync();
        await chain.FillAsync(Records);

        await chain.ExecuteAsync($"INSERT INTO chain_records SELECT {Records + 1}, previous_hash, gen_random_uuid(), source, occurred_at, recorded_at, actor, action, subject, details, trace_id, hash FROM chain_records WHERE sequence = {Records}");

        await IsBrokenAsync(chain, Records + 1, FaultReason.Tampered);
    }

    [Fact]
    public async Task Chain_longer_than_one_block_is_verified_across_blocks()
    {
        await using var chain = await database.CreateAsync();
        const int records = ChainDefaults.VerifiedAtOnce + 1500;
        var appender = chain.Appender();
        for (var begin = 0; begin < records; begin += 10_000)
        {
            await appender.AppendAsync([.. Enumerable.Range(begin, Math.Min(10_000, records - begin)).Select(n => Chain.Entry(n))]);
        }

        Assert.True(await chain.VerifyAsync() is { Valid: true, Records: records });
        await chain.ExecuteAsync($"UPDATE chain_records SET actor = '' WHERE sequence = {ChainDefaults.VerifiedAtOnce + 1}");

        await IsBrokenAsync(chain, ChainDefaults.VerifiedAtOnce + 1, FaultReason.Tampered);
    }

    private static Checkpoint At(ChainHead head) => new(head, TimeProvider.System.GetUtcNow());

    private static async Task<ChainFault> IsBrokenAsync(Chain chain, long sequence, FaultReason reason, Checkpoint? checkpoint = null)
    {
        var report = await chain.VerifyAsync(checkpoint: checkpoint);
        Assert.False(report.Valid);
        Assert.Equal((sequence, reason), (report.FirstBad!.Sequence, report.FirstBad.Reason));
        return report.FirstBad;
    }

    /// <summary>Changes one record and computes all hashes from there to another record anew, as an attacker who has read the source would, in SQL.</summary>
    private static async Task ForgeAsync(Chain chain, int first, int last)
    {
        await chain.ExecuteAsync($"UPDATE chain_records SET actor = 'somebody' WHERE sequence = {first}");
        await chain.ExecuteAsync(
            """
            CREATE OR REPLACE FUNCTION field(value bytea) RETURNS bytea LANGUAGE sql AS $$ SELECT CASE WHEN value IS NULL THEN int4send(-1) ELSE int4send(length(value)) || value END $$
            """);
        for (var sequence = first; sequence <= last; sequence++)
        {
            await chain.ExecuteAsync(
                $"""
                UPDATE chain_records AS r SET previous_hash = p.hash, hash = sha256(
                  field(int8send(r.sequence)) || field(p.hash) || field(uuid_send(r.message_id)) || field(textsend(r.source)) || field(timestamptz_send(r.occurred_at))
                  || field(timestamptz_send(r.recorded_at)) || field(textsend(r.actor)) || field(textsend(r.action)) || field(textsend(r.subject)) || field(textsend(r.details)) || field(textsend(r.trace_id)))
                FROM chain_records AS p WHERE r.sequence = {sequence} AND p.sequence = {sequence} - 1
                """);
        }
    }
}
