using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;
using Npgsql;

namespace Distribution.Testing.Tests.Planted;

/// <summary>
/// Workers that are taken for dead while they work, as a frozen one is, and go on: their jobs are given to others. The fence is that a job is completed only under the term of its last claim; without it, both
/// complete it.
/// </summary>
[Collection(nameof(Everything))]
public sealed class UnfencedWorkerTests(Everything everything)
{
    private const int PerSecond = 5;
    private const int JobMilliseconds = 300;

    // A first attempt that has run for a moment is taken away, although its worker lives. Whether that worker hears of it before it is done depends on when its next heartbeat is: the test does this itself, at times of its
    // own, since those of the workers' own looks for lost ones stay as far from their heartbeats as they once are.
    private const string TakeAway =
        """
        WITH taken AS (
            UPDATE jobs SET state = 'queued', worker = NULL, due_at = clock_timestamp()
            WHERE id = ANY (ARRAY(
                SELECT id FROM jobs WHERE state = 'running' AND attempt = 1 AND claimed_at < clock_timestamp() - interval '50 milliseconds' FOR UPDATE SKIP LOCKED))
            RETURNING id)
        SELECT pg_notify('jobs', '') FROM taken LIMIT 1
        """;

    private const string Unfenced =
        """
        CREATE OR REPLACE FUNCTION complete_jobs(ids uuid[], terms bigint[]) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM jobs WHERE id = ANY (ids);
            RETURN QUERY SELECT unnest(ids);
        END
        $$;
        """;

    [Fact]
    public async Task Fenced_workers_that_run_a_job_twice_have_one_effect()
    {
        var found = await RunJobsAsync();

        Assert.Equal(Verdict.Pass, found.Verdict);
    }

    [Fact]
    public async Task Worker_without_a_fence_is_found_by_its_doubled_effects()
    {
        await using var unfenced = await PlantedBug.ReplaceAsync(everything.Topology, "jobs", Unfenced, "complete_jobs(uuid[], bigint[])");

        var found = await RunJobsAsync();

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.True(found.Figures["duplicates"] > 0, found.Summary);
    }

    private async Task<CheckResult> RunJobsAsync()
    {
        var load = await everything.Topology.WorkloadAsync(new JobsWorkload(PerSecond, JobMilliseconds));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var taking = TakeAwayAsync(stop.Token);
        try
        {
            await load.AcknowledgesAsync(8 * PerSecond, cancellationToken: TestContext.Current.CancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await taking;
        }

        return Assert.Single(await load.JudgeAsync());
    }

    private async Task TakeAwayAsync(CancellationToken stop)
    {
        await using var owner = await everything.Topology.OpenPostgresAsync("jobs", "jobs_owner", cancellationToken: stop);
        await using var take = new NpgsqlCommand(TakeAway, owner);
        while (!stop.IsCancellationRequested)
        {
            await take.ExecuteNonQueryAsync(CancellationToken.None);
            await Task.Delay(Random.Shared.Next(20, 120), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
