using System.Collections.Concurrent;
using System.Threading.Channels;
using Distribution.Jobs.Store;
using Distribution.Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Distribution.Jobs.Running;

/// <summary>
/// Writes outcomes. While one write is under way the next outcomes gather, so that a busy worker writes many in a statement and an idle one waits for nothing. A write that fails is repeated until it
/// is done: should the worker be over by then, the terms keep it from doing harm.
/// </summary>
internal sealed class Settler(OpenConnection open, JobRunnerOptions options, ConcurrentDictionary<long, Execution> executions, TimeProvider time, ILogger logger)
{
    private readonly Channel<Outcome> _outcomes = Channel.CreateUnbounded<Outcome>(new UnboundedChannelOptions { SingleReader = true });

    public void Add(Outcome outcome) => _outcomes.Writer.TryWrite(outcome);

    /// <summary>No more will come: <see cref="RunAsync"/> ends once all is written.</summary>
    public void Complete() => _outcomes.Writer.TryComplete();

    public async Task RunAsync(CancellationToken abandoned)
    {
        var batch = new List<Outcome>();
        while (await _outcomes.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < JobDefaults.SettleAtMost && _outcomes.Reader.TryRead(out var outcome))
            {
                batch.Add(outcome);
            }

            while (batch.Count > 0 && !abandoned.IsCancellationRequested)
            {
                await TryWriteAsync(batch, abandoned);
            }

            batch.Clear();
        }
    }

    /// <summary>Writes what can be written, and takes it out of the batch.</summary>
    private async Task TryWriteAsync(List<Outcome> batch, CancellationToken abandoned)
    {
        try
        {
            await using var connection = await open(CancellationToken.None);
            foreach (var ending in batch.GroupBy(outcome => outcome.Ending).ToArray())
            {
                await WriteAsync(connection, ending.Key, [.. ending]);
                batch.RemoveAll(outcome => outcome.Ending == ending.Key);
            }
        }
        catch (Exception failure)
        {
            JobLog.NotSettled(logger, options.Name, batch.Count, failure.Message);
            await Task.Delay(JobDefaults.RetryAfter, time, abandoned).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WriteAsync(Npgsql.NpgsqlConnection connection, Ending ending, IReadOnlyList<Outcome> outcomes)
    {
        switch (ending)
        {
            case Ending.Completed:
                await JobStore.CompleteAsync(connection, [.. outcomes.Select(outcome => outcome.Job.Id)], [.. outcomes.Select(outcome => outcome.Job.Term)]);
                break;
            case Ending.Retried:
                await Settlement.RetryAsync(connection, outcomes);
                break;
            case Ending.HandedBack:
                await Settlement.HandBackAsync(connection, outcomes);
                break;
            case Ending.Cancelled:
                await Settlement.CancelAsync(connection, outcomes);
                break;
            case Ending.Dead:
                foreach (var dead in await Settlement.BuryAsync(connection, outcomes, options.RecordDeaths))
                {
                    JobLog.Died(logger, dead.Kind, dead.Id, dead.Attempt, dead.Error);
                }

                break;
        }

        foreach (var outcome in outcomes)
        {
            JobMetrics.Ended(outcome);
            if (executions.TryRemove(outcome.Job.Term, out var execution))
            {
                execution.Dispose();
            }
        }
    }
}
