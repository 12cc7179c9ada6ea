using System.Collections.Concurrent;
using Distribution.Jobs.Store;
using Microsoft.Extensions.Logging;

namespace Distribution.Jobs.Running;

/// <summary>Keeps the worker alive in the database, and its picture of the jobs equal to the database's.</summary>
internal sealed class Pulse(OpenConnection open, JobRunnerOptions options, ConcurrentDictionary<long, Execution> executions, Settler settler, Wakeup wakeup, TimeProvider time, ILogger logger)
{
    private HashSet<long> _unknown = [];
    private volatile WorkerSession? _session;

    /// <summary>The present life; null while there is none.</summary>
    public WorkerSession? Session => _session is { IsLive: true } session ? session : null;

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = options.HeartbeatEvery;
            try
            {
                // A beginning that is given up goes on by itself and would leave a second life behind: it has as long as that life would last.
                await (Session is { } session ? BeatAsync(session).WaitAsync(JobDefaults.CallTimeout, time, stopping) : BeginAsync().WaitAsync(options.Ttl, time, stopping));
            }
            catch (WorkerOverException)
            {
                _session?.End("it was not heard of in time");
                pause = TimeSpan.Zero;
            }
            catch (Exception failure) when (!stopping.IsCancellationRequested)
            {
                JobLog.HeartbeatFailed(logger, options.Name, failure.Message);
                pause = JobDefaults.RetryAfter;
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends the worker's life in the database, which hands back whatever it still has.</summary>
    public async Task EndAsync()
    {
        if (_session is not { } session)
        {
            return;
        }

        await session.DisposeAsync();
        await using var connection = await open(CancellationToken.None);
        await using var delete = new Npgsql.NpgsqlCommand("DELETE FROM job_workers WHERE id = $1", connection);
        delete.Parameters.Add(new Npgsql.NpgsqlParameter<Guid> { TypedValue = session.Id });
        await delete.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task BeginAsync()
    {
        var session = new WorkerSession(options.Ttl, time, logger);
        await using var connection = await open(CancellationToken.None);
        await JobStore.RegisterAsync(connection, session.Id, options.Name, options.Ttl, CancellationToken.None);
        if (!session.IsLive)
        {
            return;
        }

        _session = session;
        _unknown = [];
        JobLog.WorkerBegins(logger, options.Name, session.Id);
        wakeup.Set();
    }

    private async Task BeatAsync(WorkerSession session)
    {
        var asked = time.GetTimestamp();
        await using var connection = await open(CancellationToken.None);
        var held = await JobStore.HeartbeatAsync(connection, session.Id, options.Ttl, CancellationToken.None);
        session.Renew(asked);
        Compare(session, asked, held);
    }

    private void Compare(WorkerSession session, long asked, IReadOnlyList<HeldJob> held)
    {
        var unknown = new HashSet<long>();
        foreach (var job in held)
        {
            if (executions.TryGetValue(job.Term, out var execution))
            {
                if (job.Cancelling)
                {
                    execution.Cancel();
                }
            }
            else if (_unknown.Contains(job.Term))
            {
                // The answer to its claim was lost; one heartbeat ago it could still have been on its way.
                JobLog.ClaimFound(logger, job.Id, job.Term);
                settler.Add(new(new(job.Id, job.Term, 0, 0, 0, default, "", "", null, default), Ending.HandedBack));
            }
            else
            {
                unknown.Add(job.Term);
            }
        }

        _unknown = unknown;
        var terms = held.Select(job => job.Term).ToHashSet();
        foreach (var (term, execution) in executions)
        {
            if (execution.Session == session && execution.ClaimedAt < asked && !terms.Contains(term) && !execution.Job.CompletesItself)
            {
                execution.Lose();
            }
        }
    }
}
