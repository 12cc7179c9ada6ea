using Distribution.Jobs.Store;
using Distribution.Jobs.Telemetry;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Distribution.Jobs.Running;

/// <summary>Gives the jobs of lost workers to others, and now and then forgets what finished long ago.</summary>
internal sealed class Reaper(OpenConnection open, JobRunnerOptions options, TimeProvider time, ILogger logger)
{
    // A look at the very moment in which a life ends may be too early by the clock's grain.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(10);

    private long? _prunedAt;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = options.ReapEvery;
            try
            {
                pause = await ReapAsync() is { } end && end + Grain < pause ? end + Grain : pause;
            }
            catch (Exception failure)
            {
                JobLog.NotReaped(logger, options.Name, failure.Message);
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>When the next worker's life ends, unless it is heard of.</summary>
    private async Task<TimeSpan?> ReapAsync()
    {
        await using var connection = await open(CancellationToken.None);
        var (requeued, dying, nextEnd) = await JobStore.ReapAsync(connection);
        if (requeued > 0)
        {
            JobLog.Reaped(logger, requeued);
            JobMetrics.Reaped(requeued);
        }

        if (dying > 0)
        {
            foreach (var dead in await Settlement.BuryLostAsync(connection, options.RecordDeaths))
            {
                JobLog.Died(logger, dead.Kind, dead.Id, dead.Attempt, dead.Error);
            }
        }

        if (_prunedAt is not { } at || time.GetElapsedTime(at) > JobDefaults.PruneEvery)
        {
            await using var prune = new NpgsqlCommand("SELECT prune_finished_jobs()", connection);
            await prune.ExecuteNonQueryAsync(CancellationToken.None);
            _prunedAt = time.GetTimestamp();
        }

        return nextEnd;
    }
}
