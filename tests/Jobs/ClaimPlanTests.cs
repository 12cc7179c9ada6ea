using Distribution.Jobs.Store;
using Npgsql;

namespace Distribution.Jobs.Tests;

/// <summary>What a claim and a completion cost does not depend on how many jobs have been there since the last vacuum.</summary>
public sealed class ClaimPlanTests(Database database) : JobBench(database)
{
    private const int Jobs = 500;

    [Fact]
    public async Task Job_is_completed_by_its_key_and_not_by_going_through_all_that_have_run()
    {
        await EnqueueAsync([.. Enumerable.Range(0, Jobs).Select(i => Job("work", $"{i}"))]);
        await using var connection = await Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var worker = Guid.NewGuid();
        await JobStore.RegisterAsync(connection, worker, "test", TimeSpan.FromHours(1));

        for (var i = 0; i < Jobs; i++)
        {
            var job = Assert.Single(await JobStore.ClaimAsync(connection, worker, ["work"], 1, TestContext.Current.CancellationToken));
            Assert.Single(await JobStore.CompleteAsync(connection, [job.Id], [job.Term], TestContext.Current.CancellationToken));
        }

        Assert.Equal(0, await CountAsync("jobs"));
        Assert.Equal(0, await ScansAsync(connection, "jobs_running"));
        Assert.InRange(await ScansAsync(connection, "jobs_pkey"), Jobs, 2 * Jobs);
    }

    private static async Task<long> ScansAsync(NpgsqlConnection connection, string index)
    {
        await using (var flush = new NpgsqlCommand("SELECT pg_stat_force_next_flush()", connection))
        {
            await flush.ExecuteNonQueryAsync();
        }

        await using var scans = new NpgsqlCommand("SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = $1", connection);
        scans.Parameters.Add(new NpgsqlParameter<string> { TypedValue = index });
        return (long)(await scans.ExecuteScalarAsync())!;
    }
}
