using System.Diagnostics;
using Distribution.Jobs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distribution.Benchmarks.Jobs;

/// <summary>From the moment that a caller begins to enqueue a job, its commit included, to the moment that a handler in an idle worker starts.</summary>
internal static class StartLatency
{
    private const int Jobs = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task<string> MeasureAsync(JobDatabase database)
    {
        var handler = new Handler();
        await using var runner = new JobRunner(database.OpenAsync, [handler], new JobRunnerOptions(), NullLogger<JobRunner>.Instance);
        await runner.StartAsync(CancellationToken.None);
        await using var connection = await database.OpenAsync();
        List<double> waits = [], inserts = [];
        for (var job = 0; job < Jobs; job++)
        {
            handler.Started = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var began = Stopwatch.GetTimestamp();
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                await JobQueue.EnqueueAsync(transaction, new NewJob { Kind = handler.Kind });
                await transaction.CommitAsync();
            }

            waits.Add(Stopwatch.GetElapsedTime(began, await handler.Started.Task).TotalMilliseconds);
            began = Stopwatch.GetTimestamp();
            await database.InsertPlainAsync(connection, 1);
            inserts.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(Pause);
        }

        return $"enqueue to start in an idle worker: p50 {At(waits, 0.5):0.0} ms, p99 {At(waits, 0.99):0.0} ms; one plain insert: p50 {At(inserts, 0.5):0.0} ms, p99 {At(inserts, 0.99):0.0} ms";
    }

    private static double At(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private sealed class Handler : IJobHandler
    {
        public string Kind => "latency";

        public TaskCompletionSource<long> Started { get; set; } = new();

        public Task RunAsync(RunningJob job, CancellationToken cancellationToken)
        {
            Started.TrySetResult(Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        }
    }
}
