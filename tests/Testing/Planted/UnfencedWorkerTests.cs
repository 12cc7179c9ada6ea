using Distribution.Drills.Checkers;
using Distribution.Drills.Workloads;

namespace Distribution.Testing.Tests.Planted;

/// <summary>
/// Workers that are taken for dead while they work, as a frozen one is, and go on: their jobs are given to others. The fence is that a job is completed only under the term of its last claim; without it, both
/// complete it.
/// </summary>
[Collection(nameof(Everything))]
public sealed class UnfencedWorkerTests(Everything everything)
{
    private const int PerSecond = 5;
    private const int JobMilliseconds = 900;

    // A first attempt that has run for a while is taken away, although its worker lives.
    private const string Impatient =
        """
        CREATE OR REPLACE FUNCTION reap_jobs(OUT requeued integer, OUT dying integer) LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE jobs SET state = 'queued', worker = NULL, due_at = clock_timestamp()
            WHERE id = ANY (ARRAY(
                SELECT id FROM jobs WHERE state = 'running' AND attempt = 1 AND claimed_at < clock_timestamp() - interval '200 milliseconds' FOR UPDATE SKIP LOCKED));
            GET DIAGNOSTICS requeued = ROW_COUNT;
            dying := 0;
            PERFORM pg_notify('jobs', '');
        END
        $$;
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
        await using var impatient = await PlantedBug.ReplaceAsync(everything.Topology, "jobs", Impatient, "reap_jobs()");

        var found = await RunJobsAsync();

        Assert.Equal(Verdict.Pass, found.Verdict);
    }

    [Fact]
    public async Task Worker_without_a_fence_is_found_by_its_doubled_effects()
    {
        await using var unfenced = await PlantedBug.ReplaceAsync(everything.Topology, "jobs", Impatient + Unfenced, "reap_jobs()", "complete_jobs(uuid[], bigint[])");

        var found = await RunJobsAsync();

        Assert.Equal(Verdict.Fail, found.Verdict);
        Assert.True(found.Figures["duplicates"] > 0, found.Summary);
    }

    private async Task<CheckResult> RunJobsAsync()
    {
        var load = await everything.Topology.WorkloadAsync(new JobsWorkload(PerSecond, JobMilliseconds));
        await load.AcknowledgesAsync(8 * PerSecond, cancellationToken: TestContext.Current.CancellationToken);
        return Assert.Single(await load.JudgeAsync());
    }
}
