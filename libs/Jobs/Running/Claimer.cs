using System.Collections.Concurrent;
using Distribution.Jobs.Store;
using Distribution.Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Distribution.Jobs.Running;

/// <summary>Claims as many jobs as there are free places, in one statement, whenever there is a place and a reason to look.</summary>
internal sealed class Claimer(
    OpenConnection open, string[] kinds, JobRunnerOptions options, Pulse pulse, ConcurrentDictionary<long, Execution> executions, Executor executor, Settler settler, Wakeup wakeup, TimeProvider time, ILogger logger)
{
    private readonly SemaphoreSlim _places = new(options.Concurrency, options.Concurrency);

    /// <param name="stopping">No more claims.</param>
    /// <param name="cancelling">Running jobs are to end.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken cancelling)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await _places.WaitAsync(stopping);
                if (!await ClaimAsync(cancelling))
                {
                    await wakeup.WaitAsync(options.PollEvery, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Waits until no job is running.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        for (var place = 0; place < options.Concurrency; place++)
        {
            await _places.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Fills the free places, of which the caller has taken one; true when all of them were filled, so that there may be more.</summary>
    private async Task<bool> ClaimAsync(CancellationToken cancelling)
    {
        var free = 1;
        while (_places.Wait(0, CancellationToken.None))
        {
            free++;
        }

        IReadOnlyList<ClaimedJob> claimed = [];
        var asked = time.GetTimestamp();
        var session = pulse.Session;
        try
        {
            if (session is not null)
            {
                await using var connection = await open(CancellationToken.None);
                claimed = await JobStore.ClaimAsync(connection, session.Id, kinds, free, CancellationToken.None);
            }
        }
        catch (WorkerOverException)
        {
            session!.End("it was not heard of in time");
        }
        catch (Exception failure)
        {
            JobLog.NotClaimed(logger, options.Name, failure.Message);
        }

        if (claimed.Count < free)
        {
            _places.Release(free - claimed.Count);
        }

        foreach (var job in claimed)
        {
            var execution = new Execution(job, session!, time.GetTimestamp());
            executions[job.Term] = execution;
            _ = Task.Run(() => RunAsync(execution, cancelling), CancellationToken.None);
        }

        JobMetrics.Claimed(claimed, time.GetElapsedTime(asked));
        return claimed.Count == free;
    }

    private async Task RunAsync(Execution execution, CancellationToken cancelling)
    {
        JobMetrics.Started(execution.Job.Claim);
        settler.Add(await executor.RunAsync(execution, cancelling));
        _places.Release();
    }
}
