using System.Collections.Concurrent;
using System.Diagnostics;
using Distribution.Jobs.Running;
using Distribution.Jobs.Schedules;
using Distribution.Jobs.Telemetry;
using Distribution.Postgres;
using Distribution.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Jobs.Tests;

/// <summary>What a worker does besides running jobs, on a quiet database.</summary>
public sealed class RunnerTests(Database database) : JobBench(database)
{
    [Fact]
    public async Task Worker_told_to_stop_hands_back_what_it_has_and_the_attempt_does_not_count()
    {
        var id = await EnqueueAsync(Job("long", "1"));
        var runner = await StartAsync(options => options.DrainPatience = TimeSpan.FromMilliseconds(100), new Handler("long", (_, token) => Task.Delay(Timeout.Infinite, token)));
        await Eventually.True(async () => (await FindAsync(id))!.State == JobStates.Running, because: "it runs");

        await runner.StopAsync(CancellationToken.None);

        var job = await FindAsync(id);
        Assert.Equal((JobStates.Queued, 0), (job!.State, job.Attempt));
        Assert.Equal(0L, await CountAsync("job_workers"));
    }

    [Fact]
    public async Task Job_that_was_running_when_its_worker_was_told_to_stop_may_end()
    {
        var id = await EnqueueAsync(Job("short", "1"));
        var release = new TaskCompletionSource();
        var runner = await StartAsync(options => options.DrainPatience = TimeSpan.FromSeconds(30), new Handler("short", (_, _) => release.Task));
        await Eventually.True(async () => (await FindAsync(id))!.State == JobStates.Running, because: "it runs");

        var stopping = runner.StopAsync(CancellationToken.None);
        release.SetResult();
        await stopping;

        Assert.Equal(JobStates.Completed, (await FindAsync(id))!.State);
    }

    [Fact]
    public async Task Worker_whose_first_question_takes_long_begins_once()
    {
        var slow = Task.Delay(JobDefaults.CallTimeout * 1.5);
        await using var runner = new JobRunner(
            async token =>
            {
                await slow;
                return await Source.OpenConnectionAsync(token);
            },
            [Effect("known")], new JobRunnerOptions { Ttl = TimeSpan.FromMinutes(1) }, NullLogger<JobRunner>.Instance);
        await runner.StartAsync(CancellationToken.None);
        var id = await EnqueueAsync(Job("known", "1"));

        await Eventually.True(async () => (await FindAsync(id))!.State == JobStates.Completed, because: "it runs");

        Assert.Equal(1L, await CountAsync("job_workers"));
    }

    [Fact]
    public async Task Claim_whose_answer_was_lost_is_found_by_the_heartbeat_and_handed_back()
    {
        await StartAsync(options => options.Ttl = TimeSpan.FromMinutes(1), Effect("known"));
        await Eventually.True(async () => await CountAsync("job_workers") == 1, because: "the worker is known");
        var id = await EnqueueAsync(Job("lost", "1"));

        var worker = await WorkerAsync();
        await Source.ReadAsync((connection, token) => Store.JobStore.ClaimAsync(connection, worker, ["lost"], 1, token));

        await Eventually.True(async () => (await FindAsync(id))!.State == JobStates.Queued, because: "it is handed back");
        Assert.Equal(0, (await FindAsync(id))!.Attempt);
    }

    [Fact]
    public async Task Job_that_takes_too_long_is_cancelled_and_counts_as_failed()
    {
        var id = await EnqueueAsync(Job("endless", "1") with { MaxAttempts = 1 });

        await StartAsync(options => options.RunTimeout = TimeSpan.FromMilliseconds(200), new Handler("endless", (_, token) => Task.Delay(Timeout.Infinite, token)));

        await Eventually.True(async () => (await FindAsync(id))!.State == JobStates.Dead, because: "it is dead");
        Assert.Contains("did not end within", (await FindAsync(id))!.Error);
    }

    [Fact]
    public async Task Handler_that_knows_when_to_come_again_is_obeyed()
    {
        var id = await EnqueueAsync(Job("later", "1"));

        await StartAsync(new Handler("later", (_, _) => throw new JobRetryException(TimeSpan.FromHours(2), "the target is closed")));

        await Eventually.True(async () => (await FindAsync(id))!.State == JobStates.Scheduled, because: "it waits");
        var job = await FindAsync(id);
        Assert.Equal("the target is closed", job!.Error);
        Assert.InRange(job.DueAt!.Value - job.EnqueuedAt, TimeSpan.FromHours(1.9), TimeSpan.FromHours(2.1));
    }

    [Fact]
    public async Task Job_of_a_kind_without_a_handler_waits()
    {
        var (waits, runs) = (await EnqueueAsync(Job("unknown", "1") with { Priority = 9 }), await EnqueueAsync(Job("known", "1")));

        await StartAsync(Effect("known"));

        await Eventually.True(async () => (await FindAsync(runs))!.State == JobStates.Completed, because: "the other runs");
        Assert.Equal(JobStates.Queued, (await FindAsync(waits))!.State);
    }

    [Fact]
    public async Task Notification_starts_a_job_long_before_the_poll()
    {
        var started = new ConcurrentQueue<long>();
        await StartAsync(options => options.PollEvery = TimeSpan.FromMinutes(5), new Handler("quick", (_, _) =>
        {
            started.Enqueue(Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        }));
        await Eventually.True(async () => await CountAsync("pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()") == 1, because: "it listens");

        await EnqueueAsync(Job("quick", "1"));

        await Eventually.True(() => !started.IsEmpty, because: "it started");
    }

    [Fact]
    public async Task Attempt_is_part_of_the_trace_in_which_its_job_was_enqueued()
    {
        var traces = new ConcurrentBag<string?>();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == JobTelemetry.ActivitySourceName, Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        await StartAsync(new Handler("traced", (_, _) =>
        {
            traces.Add(Activity.Current?.TraceId.ToHexString());
            return Task.CompletedTask;
        }));

        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        await EnqueueAsync(Job("traced", "1"));

        await EmptyAsync();
        Assert.Equal([request.TraceId.ToHexString()], traces);
    }

    [Fact]
    public async Task Schedule_is_enqueued_once_when_its_time_has_come_also_after_many_were_missed()
    {
        Schedule[] schedules = [new("report", "0 * * * *", new NewJob { Kind = "report" })];
        Assert.Empty(await TickAsync(schedules));

        await Source.ReadAsync(async (connection, token) =>
        {
            await using var past = new Npgsql.NpgsqlCommand("UPDATE job_schedules SET next_at = now() - interval '7 hours'", connection);
            return await past.ExecuteNonQueryAsync(token);
        });
        Assert.Equal(["report"], await TickAsync(schedules));
        Assert.Empty(await TickAsync(schedules));

        Assert.Equal(1L, await CountAsync("jobs WHERE unique_key = 'schedule/report'"));
        Assert.Equal(1L, await CountAsync("job_schedules WHERE next_at > now() AND next_at <= now() + interval '1 hour'"));
    }

    [Fact]
    public void Schedule_that_cannot_be_read_is_named() =>
        Assert.Contains("'report' has the cron expression 'every day'", Assert.Throws<ArgumentException>(() => new Schedule("report", "every day", new NewJob { Kind = "report" })).Message);

    [Theory]
    [InlineData(1, 100, 200)]
    [InlineData(2, 200, 400)]
    [InlineData(4, 800, 1600)]
    [InlineData(40, 15_000, 30_000)]
    public void Pause_before_the_next_attempt_doubles_up_to_the_longest_with_jitter(int attempt, int least, int most) =>
        Assert.All(Enumerable.Range(0, 100), seed => Assert.InRange(Backoff.After(attempt, new JobRunnerOptions(), new Random(seed)).TotalMilliseconds, least, most));

    [Fact]
    public async Task Hours_that_are_over_for_longest_are_forgotten()
    {
        await Source.ReadAsync(async (connection, token) =>
        {
            await using var fill = new Npgsql.NpgsqlCommand(
                """
                INSERT INTO finished_jobs (hour, id, term, attempt, outcome, kind, enqueued_at) SELECT hour, gen_random_uuid(), 1, 1, 'completed', 'old', now() FROM generate_series(0, 7) AS hour;
                SELECT prune_finished_jobs()
                """,
                connection);
            return await fill.ExecuteNonQueryAsync(token);
        });

        Assert.Equal(6L, await CountAsync("finished_jobs"));
        Assert.Equal(1L, await CountAsync("finished_jobs WHERE hour = floor(extract(epoch FROM clock_timestamp()) / 3600)::bigint % 8"));
    }

    [Theory]
    [InlineData("", "{}", 5, 1)]
    [InlineData("kind", "{", 5, 1)]
    [InlineData("kind", "{}", 10, 1)]
    [InlineData("kind", "{}", 5, 0)]
    public async Task Job_that_is_not_valid_is_refused_before_anything_is_written(string kind, string payload, int priority, int attempts) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Source.ExecuteAsync((_, transaction, token) =>
            JobQueue.EnqueueAsync(transaction, new NewJob { Kind = kind, Payload = payload, Priority = priority, MaxAttempts = attempts }, token)));

    private Task<IReadOnlyList<string>> TickAsync(IReadOnlyList<Schedule> schedules) =>
        Source.ExecuteAsync((_, transaction, token) => ScheduleBook.EnqueueDueAsync(transaction, schedules, token), ExecuteOptions.IdempotentWrite);

    private Task<Guid> WorkerAsync() => Source.ReadAsync(async (connection, token) =>
    {
        await using var find = new Npgsql.NpgsqlCommand("SELECT id FROM job_workers", connection);
        return (Guid)(await find.ExecuteScalarAsync(token))!;
    });
}
