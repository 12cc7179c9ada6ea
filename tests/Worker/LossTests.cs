using System.Diagnostics;
using Distribution.Jobs;
using Distribution.Machine.Processes;
using Distribution.Servers;
using Npgsql;

namespace Distribution.Worker.Tests;

/// <summary>Two workers as processes, of which one is lost.</summary>
public sealed class LossTests(JobsPostgres postgres, ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>Added to each goal: a test machine whose cores are all busy.</summary>
    private static readonly TimeSpan Allowance = TimeSpan.FromSeconds(10);

    private JobsCopy _jobs = null!;
    private WorkerProcess _one = null!;
    private WorkerProcess _two = null!;

    public async ValueTask InitializeAsync()
    {
        _jobs = await postgres.CopyAsync();
        (_one, _two) = (new(_jobs, 1), new(_jobs, 2));
        await _one.ReadyAsync();
        await _two.ReadyAsync();
        await Eventually.True(async () => await _jobs.CountAsync("job_workers") == 2, because: "both are known");
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _two.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(SignalKind.Kill)]
    [InlineData(SignalKind.Stop)]
    public async Task Jobs_of_a_lost_worker_run_elsewhere_and_no_effect_is_lost_or_doubled(SignalKind how)
    {
        await EnqueueAsync(40, milliseconds: 400);
        await Eventually.True(async () => await RunningAsync(_one) > 2, because: "the first has some");

        var lost = Stopwatch.GetTimestamp();
        _one.Send(how);
        var held = await RunningAsync(_one);
        Assert.True(held > 0, "The worker had nothing when it was lost.");
        await Eventually.True(async () => await RunningAsync(_one) == 0, TimeSpan.FromSeconds(30), "its jobs are taken away");
        var taken = Stopwatch.GetElapsedTime(lost);
        await DoneAsync(40);
        if (how == SignalKind.Stop)
        {
            _one.Send(SignalKind.Continue);
            await EnqueueAsync(10, milliseconds: 0);
            await DoneAsync(50);
            await Eventually.True(async () => await _jobs.CountAsync("job_workers") == 2, because: "it goes on under a new id");
        }

        output.WriteLine($"{how}: {held} jobs taken away after {taken.TotalMilliseconds:0} ms (goal 5 s)");
        Assert.True(taken < TimeSpan.FromSeconds(5) + Allowance, $"Its jobs were taken away after {taken}.");
        Assert.Equal(await _jobs.CountAsync("probe_effects"), await _jobs.CountAsync("(SELECT DISTINCT effect FROM probe_effects) AS effects"));
    }

    [Fact]
    public async Task Worker_told_to_end_hands_its_jobs_back_at_once_and_ends_with_zero()
    {
        // More than one of them has places for.
        await EnqueueAsync(10, milliseconds: 30_000);
        await Eventually.True(async () => await RunningAsync(_one) + await RunningAsync(_two) == 10, because: "they run");

        var told = Stopwatch.GetTimestamp();
        _one.Send(SignalKind.Term);
        await Eventually.True(async () => await RunningAsync(_one) == 0 && await RunningAsync(_two) == WorkerDefaults.Concurrency, because: "the other has as many as it can");
        var took = Stopwatch.GetElapsedTime(told);
        await Eventually.True(() => _one.HasExited, because: "it ends");

        output.WriteLine($"handed back after {took.TotalMilliseconds:0} ms");
        Assert.Equal(0, _one.ExitCode);
        Assert.Equal(10L, await _jobs.CountAsync("jobs WHERE last_error IS NULL AND attempt = CASE state WHEN 'running' THEN 1 ELSE 0 END"));
    }

    [Fact]
    public async Task Database_restarted_the_workers_go_on()
    {
        await EnqueueAsync(30, milliseconds: 100);

        await _jobs.AskAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_jobs.Name}' AND pid <> pg_backend_pid()");

        await DoneAsync(30);
        Assert.Equal(30L, await _jobs.CountAsync("probe_effects"));
    }

    private async Task EnqueueAsync(int count, int milliseconds)
    {
        await using var connection = new NpgsqlConnection(postgres.Server.ConnectionString(_jobs.Name));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await JobQueue.EnqueueAsync(
            transaction, [.. Enumerable.Range(0, count).Select(_ => new NewJob { Kind = "probe", Payload = $$"""{"effect":"{{Guid.NewGuid()}}","milliseconds":{{milliseconds}}}""" })]);
        await transaction.CommitAsync();
    }

    private Task DoneAsync(long effects) => Eventually.True(
        async () => await _jobs.CountAsync("jobs") == 0 && await _jobs.CountAsync("(SELECT DISTINCT effect FROM probe_effects) AS effects") == effects, TimeSpan.FromSeconds(60), "all jobs had their effects");

    private Task<long> RunningAsync(WorkerProcess worker) => _jobs.CountAsync($"jobs j LEFT JOIN job_workers w ON w.id = j.worker WHERE j.state = 'running' AND w.name = '{worker.Name}'");
}
