using System.Diagnostics;
using Distribution.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Benchmarks.Jobs;

/// <summary>How many jobs a second one worker runs whose handlers do nothing, from its start until the last job is completed.</summary>
internal static class WorkerRate
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static async Task<double> MeasureAsync(JobDatabase database, int jobs, int places)
    {
        await database.EnqueueAsync(jobs);
        await using var runner = new JobRunner(database.OpenAsync, [new Handler()], new JobRunnerOptions { Concurrency = places }, NullLogger<JobRunner>.Instance);
        var clock = Stopwatch.StartNew();
        await runner.StartAsync(CancellationToken.None);
        while (await database.AnyAsync())
        {
            await Task.Delay(Look);
        }

        return jobs / clock.Elapsed.TotalSeconds;
    }

    private sealed class Handler : IJobHandler
    {
        public string Kind => JobsBenchmark.Kind;

        public Task RunAsync(RunningJob job, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
