using Distribution.Jobs;
using Distribution.Jobs.Schedules;
using Distribution.Leases;
using Distribution.Leases.Election;
using Distribution.Leases.Fencing;
using Distribution.Postgres;
using Npgsql;

namespace Distribution.Scheduler.Ticks;

/// <summary>
/// Contends for the lease from start to stop. The leader enqueues what time drives at once, then each period, always in one transaction with the check of its term; it looks at its lease before every tick
/// and ends when that is over, when its term is refused, or when the process is told to stop: then the lease is handed over before anything else drains.
/// </summary>
internal sealed class TickLeader(LeaderElection election, PostgresDataSource database, TimetableOptions timetable, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<TickLeader> logger) : BackgroundService
{
    private static readonly ExecuteOptions Repeatable = ExecuteOptions.IdempotentWrite with { Budget = SchedulerDefaults.TickEvery };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await election.RunAsync(LeadAsync, stopping.Token);
    }

    private async Task LeadAsync(ILease lease, CancellationToken cancellationToken)
    {
        TickLog.Leading(logger, lease.Term.Number, SchedulerDefaults.TickEvery);
        try
        {
            using var ticks = new PeriodicTimer(SchedulerDefaults.TickEvery, time);
            var done = 0L;
            do
            {
                var outcome = lease.IsHeld ? await TickAsync(lease.Term, done, cancellationToken) : TickOutcome.TermIsOver;
                if (outcome == TickOutcome.TermIsOver)
                {
                    return;
                }

                done += outcome == TickOutcome.Done ? 1 : 0;
            }
            while (await ticks.WaitForNextTickAsync(cancellationToken));
        }
        finally
        {
            TickLog.Ended(logger, lease.Term.Number);
        }
    }

    private async Task<TickOutcome> TickAsync(Term term, long tick, CancellationToken cancellationToken)
    {
        try
        {
            var due = await database.ExecuteAsync((_, transaction, token) => EnqueueAsync(transaction, term, tick, token), Repeatable, cancellationToken);
            foreach (var name in due)
            {
                TickLog.Due(logger, term.Number, name);
            }

            return TickOutcome.Done;
        }
        catch (StaleTermException stale)
        {
            TickLog.Refused(logger, term.Number, stale.Standing);
            return TickOutcome.TermIsOver;
        }
        catch (NpgsqlException failure)
        {
            TickLog.Failed(logger, term.Number, failure.Message);
            return TickOutcome.Failed;
        }
        catch (Exception failure) when (failure is DatabaseUnavailableException or AmbiguousCommitException)
        {
            TickLog.Failed(logger, term.Number, failure.Message);
            return TickOutcome.Failed;
        }
    }

    private async Task<IReadOnlyList<string>> EnqueueAsync(NpgsqlTransaction transaction, Term term, long tick, CancellationToken cancellationToken)
    {
        await Fence.RaiseAsync(transaction, term, cancellationToken);
        await JobQueue.EnqueueAsync(transaction, Timetable.At(term, tick), cancellationToken);
        return await ScheduleBook.EnqueueDueAsync(transaction, timetable.Schedules, cancellationToken);
    }
}
