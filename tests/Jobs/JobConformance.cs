using System.Collections.Concurrent;
using Distribution.Jobs.Store;
using Distribution.Postgres;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Jobs.Tests;

/// <summary>What the queue promises, on a real database. Run once on a quiet one and once on one whose connections are being killed.</summary>
public abstract class JobConformance(Database database) : JobBench(database)
{
    [Fact]
    public async Task Jobs_of_committed_transactions_run_and_their_effects_happen_exactly_once()
    {
        await StartAsync(Effect("count"));
        await StartAsync(Effect("count"));

        for (var batch = 0; batch < 20; batch++)
        {
            await EnqueueAsync([.. Enumerable.Range(0, 10).Select(index => Job("count", $"{batch}/{index}"))]);
        }

        await EmptyAsync();
        Assert.Equal((200L, 200L), (await CountAsync("effects"), await CountAsync("(SELECT DISTINCT job FROM effects) AS distinct_jobs")));
        Assert.Equal(200L, await CountAsync("finished_jobs WHERE outcome = 'completed'"));
    }

    [Fact]
    public async Task Job_of_a_transaction_that_was_rolled_back_never_runs()
    {
        var ran = new ConcurrentBag<string>();
        await StartAsync(new Handler("note", (job, _) => NoteAsync(ran, job.Payload)));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Source.ExecuteAsync(async (_, transaction, token) =>
        {
            await JobQueue.EnqueueAsync(transaction, new NewJob { Kind = "note", Payload = "\"rolled back\"" }, token);
            throw new InvalidOperationException("planted");
        }));
        await EnqueueAsync(Job("note", "2") with { Payload = "\"committed\"" });

        await EmptyAsync();
        Assert.Equal(["\"committed\""], ran.Distinct());
    }

    [Fact]
    public async Task Failing_job_is_tried_again_until_it_is_dead_and_its_death_is_recorded_once()
    {
        var attempts = new ConcurrentBag<int>();
        await StartAsync(new Handler("fail", (job, _) => FailAsync(attempts, job.Attempt)));

        var id = await EnqueueAsync(Job("fail", "1") with { MaxAttempts = 4 });

        await Eventually.True(async () => await CountAsync("deaths") == 1, Patience, "the job is dead");
        var job = await FindAsync(id);
        Assert.Equal((JobStates.Dead, 4), (job!.State, job.Attempt));
        Assert.Contains("planted", job.Error);
        Assert.Equal([1, 2, 3, 4], attempts.Distinct().Order());
    }

    [Fact]
    public async Task Failure_for_good_is_not_tried_again()
    {
        var attempts = new ConcurrentBag<int>();
        await StartAsync(new Handler("bad", (job, _) =>
        {
            attempts.Add(job.Attempt);
            throw new JobFailedForGoodException("no such grant");
        }));

        var id = await EnqueueAsync(Job("bad", "1"));

        await Eventually.True(async () => (await FindAsync(id))?.State == JobStates.Dead, Patience, "the job is dead");
        Assert.Equal("no such grant", (await FindAsync(id))!.Error);
        Assert.Equal(1L, await CountAsync("deaths"));
    }

    [Fact]
    public async Task Dead_job_that_is_retried_runs_again_and_a_discarded_one_does_not()
    {
        var mended = false;
        await StartAsync(new Handler("flaky", (_, _) => Volatile.Read(ref mended) ? Task.CompletedTask : throw new JobFailedForGoodException("not yet")));
        var (retried, discarded) = (await EnqueueAsync(Job("flaky", "1")), await EnqueueAsync(Job("flaky", "2")));
        await Eventually.True(async () => (await ListAsync(JobStates.Dead)).Count == 2, Patience, "both are dead");

        Volatile.Write(ref mended, true);
        await OrderAsync((transaction, token) => JobAdministration.RetryAsync(transaction, retried, token));
        await OrderAsync((transaction, token) => JobAdministration.DiscardAsync(transaction, discarded, "of no use", token));

        await EmptyAsync();
        Assert.Equal(JobStates.Completed, (await FindAsync(retried))!.State);
        Assert.Equal((JobStates.Discarded, "of no use"), ((await FindAsync(discarded))!.State, (await FindAsync(discarded))!.Error));
    }

    [Fact]
    public async Task Claims_at_the_same_time_never_share_a_job()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 300).Select(index => Job("shared", $"{index}"))]);
        var worker = Guid.NewGuid();
        await Source.ReadAsync(async (connection, token) =>
        {
            await JobStore.RegisterAsync(connection, worker, "test", TimeSpan.FromMinutes(5), token);
            return true;
        });

        var terms = new ConcurrentDictionary<long, Guid>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await Source.ReadAsync((connection, token) => JobStore.ClaimAsync(connection, worker, ["shared"], 7, token)) is { Count: > 0 } claimed)
            {
                Assert.All(claimed, job => Assert.True(terms.TryAdd(job.Term, job.Id), "A term was given twice."));
            }
        })));

        // An answer that was lost leaves its jobs running; nothing else may be missing, and none there twice.
        Assert.Equal(terms.Count, terms.Values.Distinct().Count());
        Assert.Equal(300L, await CountAsync("jobs WHERE state = 'running' AND attempt = 1"));
    }

    [Fact]
    public async Task Most_urgent_job_is_claimed_first_and_the_oldest_of_its_priority()
    {
        await EnqueueAsync(Job("order", "c") with { Priority = 5 });
        await EnqueueAsync(Job("order", "b") with { Priority = 7 });
        await EnqueueAsync(Job("order", "d") with { Priority = 5 });
        await EnqueueAsync(Job("order", "a") with { Priority = 9 });
        await EnqueueAsync(Job("order", "e") with { Priority = 0 });
        await EnqueueAsync(Job("order", "later") with { Priority = 9, DueAt = DateTimeOffset.UnixEpoch.AddYears(200) });

        var claimed = await ClaimAsync(Guid.NewGuid(), "order", TimeSpan.FromMinutes(5), 10);

        Assert.Equal(["\"a\"", "\"b\"", "\"c\"", "\"d\"", "\"e\""], claimed.Select(job => job.Payload));
        Assert.Equal(JobStates.Scheduled, Assert.Single(await ListAsync(null), job => job.State != JobStates.Running).State);
    }

    [Fact]
    public async Task Unique_key_keeps_a_second_job_out_until_the_first_has_ended()
    {
        var first = await TryEnqueueAsync(new NewJob { Kind = "sweep", UniqueKey = "sweep" });
        var second = await TryEnqueueAsync(new NewJob { Kind = "sweep", UniqueKey = "sweep" });
        Assert.Equal(1L, await CountAsync("jobs"));
        Assert.Null(second);

        await StartAsync(new Handler("sweep", (_, _) => Task.CompletedTask));
        await EmptyAsync();

        Assert.NotEqual(first, await TryEnqueueAsync(new NewJob { Kind = "sweep", UniqueKey = "sweep" }));
        await EmptyAsync();
    }

    [Fact]
    public async Task Job_of_a_worker_that_is_lost_runs_elsewhere_and_the_old_one_cannot_complete_it()
    {
        var gone = Guid.NewGuid();
        var id = await EnqueueAsync(Job("inherited", "1"));
        var old = Assert.Single(await ClaimAsync(gone, "inherited", TimeSpan.FromSeconds(1), 1));

        await StartAsync(Effect("inherited"));
        await EmptyAsync();

        Assert.Empty(await Source.ReadAsync((connection, token) => JobStore.CompleteAsync(connection, [id], [old.Term], token)));
        Assert.Equal((JobStates.Completed, 2), ((await FindAsync(id))!.State, (await FindAsync(id))!.Attempt));
        Assert.Equal(1L, await CountAsync("effects"));
        await Assert.ThrowsAsync<WorkerOverException>(() => Source.ReadAsync((connection, token) => JobStore.HeartbeatAsync(connection, gone, TimeSpan.FromSeconds(1), token)));
    }

    [Fact]
    public async Task Job_whose_last_attempt_is_lost_with_its_worker_is_dead()
    {
        var id = await EnqueueAsync(Job("last", "1") with { MaxAttempts = 1 });
        await ClaimAsync(Guid.NewGuid(), "last", TimeSpan.FromSeconds(1), 1);

        await StartAsync(Effect("other"));

        await Eventually.True(async () => (await FindAsync(id))?.State == JobStates.Dead, Patience, "the job is dead");
        await Eventually.True(async () => await CountAsync("deaths") == 1, Patience, "its death is recorded");
    }

    [Fact]
    public async Task Running_job_that_is_cancelled_ends_and_a_queued_one_never_starts()
    {
        var started = new ConcurrentBag<Guid>();
        var running = await EnqueueAsync(Job("endless", "1"));
        await StartAsync(options => options.Concurrency = 1, new Handler("endless", async (job, token) =>
        {
            started.Add(job.Id);
            await Task.Delay(Timeout.Infinite, token);
        }));
        await Eventually.True(() => started.Contains(running), Patience, "it runs");
        var queued = await EnqueueAsync(Job("endless", "2") with { DueAt = DateTimeOffset.UnixEpoch.AddYears(200) });

        await OrderAsync((transaction, token) => JobAdministration.CancelAsync(transaction, queued, token));
        await Eventually.True(
            async () =>
            {
                await OrderAsync((transaction, token) => JobAdministration.CancelAsync(transaction, running, token));
                return (await FindAsync(running))!.State == JobStates.Cancelled;
            },
            Patience,
            "its worker notices");

        Assert.Equal(JobStates.Cancelled, (await FindAsync(queued))!.State);
        Assert.DoesNotContain(queued, started);
    }

    private static Task NoteAsync(IProducerConsumerCollection<string> notes, string note)
    {
        notes.TryAdd(note);
        return Task.CompletedTask;
    }

    private static Task FailAsync(ConcurrentBag<int> attempts, int attempt)
    {
        attempts.Add(attempt);
        throw new InvalidOperationException("planted");
    }

    private Task<Guid?> TryEnqueueAsync(NewJob job) => Source.ExecuteAsync((_, transaction, token) => JobQueue.EnqueueAsync(transaction, job, token), ExecuteOptions.IdempotentWrite);

    private Task<IReadOnlyList<JobRecord>> ListAsync(string? state) => Source.ReadAsync((connection, token) => JobAdministration.ListAsync(connection, state, null, null, 100, token));

    private Task<JobVerdict> OrderAsync(Func<NpgsqlTransaction, CancellationToken, Task<JobVerdict>> order) =>
        Source.ExecuteAsync((_, transaction, token) => order(transaction, token), ExecuteOptions.IdempotentWrite);

    /// <summary>Claims jobs for a worker that is never heard of again.</summary>
    private async Task<IReadOnlyList<ClaimedJob>> ClaimAsync(Guid worker, string kind, TimeSpan ttl, int atMost)
    {
        await using var connection = new NpgsqlConnection($"{Database.Server.ConnectionString(Name)};Application Name={ConnectionKiller.Spared}");
        await connection.OpenAsync();
        await JobStore.RegisterAsync(connection, worker, "gone", ttl);
        return await JobStore.ClaimAsync(connection, worker, [kind], atMost);
    }
}
