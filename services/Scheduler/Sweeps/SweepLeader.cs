using Distribution.Leases;
using Distribution.Leases.Election;

namespace Distribution.Scheduler.Sweeps;

/// <summary>
/// Contends for the lease from start to stop. The leader sweeps at once, then each period; it looks at its lease before every sweep and ends when that is over, when a
/// replica refuses its term, or when the process is told to stop: then the lease is handed over before anything else drains.
/// </summary>
internal sealed class SweepLeader(LeaderElection election, SweepClient sweeps, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SweepLeader> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await election.RunAsync(LeadAsync, stopping.Token);
    }

    private async Task LeadAsync(ILease lease, CancellationToken cancellationToken)
    {
        SweepLog.Leading(logger, lease.Term.Number, SchedulerDefaults.SweepEvery);
        try
        {
            using var ticks = new PeriodicTimer(SchedulerDefaults.SweepEvery, time);
            do
            {
                if (!lease.IsHeld || await sweeps.SweepAsync(lease.Term, cancellationToken) == SweepOutcome.StaleTerm)
                {
                    return;
                }
            }
            while (await ticks.WaitForNextTickAsync(cancellationToken));
        }
        finally
        {
            SweepLog.Ended(logger, lease.Term.Number);
        }
    }
}
