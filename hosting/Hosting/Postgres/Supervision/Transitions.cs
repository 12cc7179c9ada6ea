using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>
/// Moves the primary from one member to the other. Every step can be repeated, and the record says before the first one which member is to be promoted, so that whoever comes after a crash goes on.
/// </summary>
internal sealed class Transitions(Ledger ledger, TimeProvider time, ILogger logger)
{
    /// <summary>Fences the primary, promotes the standby.</summary>
    public async Task FailoverAsync(MemberMonitor from, MemberMonitor to, string why, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var record = ledger.Current!;
        SupervisorLog.FailoverDetected(logger, from.Member.Name, why, to.Member.Name);
        ledger.Save(record with { Promoting = to.Member.Name });
        await FenceAsync(from, began, cancellationToken);
        await PromoteAsync(to, StandbyStanding.Diverged, began, cancellationToken);
    }

    /// <summary>Promotes a member that is recorded as primary and came up in recovery.</summary>
    public Task PromoteInPlaceAsync(MemberMonitor primary, CancellationToken cancellationToken) =>
        PromoteAsync(primary, StandbyStanding.Diverged, time.GetTimestamp(), cancellationToken);

    /// <summary>Has the primary shut down, which sends all it has to the standby, and promotes the standby.</summary>
    public async Task SwitchoverAsync(MemberMonitor from, MemberMonitor to, string why, CancellationToken cancellationToken)
    {
        if (from.View() is { Health: MemberHealth.Serving, StopRequested: false })
        {
            await TryCheckpointAsync(from, cancellationToken);
        }

        var began = time.GetTimestamp();
        SupervisorLog.SwitchoverBegun(logger, from.Member.Name, to.Member.Name, why);
        ledger.Save(ledger.Current! with { Promoting = to.Member.Name });
        from.NoteEnding();
        from.Member.Process.StopFast();
        if (await GoneAsync(from.Member.Process, cancellationToken))
        {
            SupervisorLog.Stopped(logger, from.Member.Name, (long)time.GetElapsedTime(began).TotalMilliseconds);
        }

        await FenceAsync(from, began, cancellationToken);
        var received = await ReceivedAsync(to, cancellationToken);
        await PromoteAsync(to, StandbyStanding.Diverged, began, cancellationToken);
        var left = await from.Member.Data.ReadAsync(cancellationToken);
        if (left is { ShutDownCleanly: true } && left.Position < received)
        {
            ledger.Save(ledger.Current! with { Standby = StandbyStanding.Behind });
        }
    }

    /// <summary>Goes on with a promotion that the record says was begun. The former primary is fenced again: the last supervisor may have died before it had done so.</summary>
    public async Task ResumeAsync(MemberMonitor from, MemberMonitor to, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        SupervisorLog.PromotionResumed(logger, to.Member.Name);
        await FenceAsync(from, began, cancellationToken);
        await PromoteAsync(to, StandbyStanding.Diverged, began, cancellationToken);
    }

    /// <summary>Takes the old primary back, if the target has never been promoted.</summary>
    public async Task RevertAsync(MemberMonitor primary, MemberMonitor target, string why, CancellationToken cancellationToken)
    {
        var record = ledger.Current!;
        var data = await target.Member.Data.ReadAsync(cancellationToken);
        if (data is not { IsStandby: true } || data.Timeline > record.Term)
        {
            throw new InvalidOperationException(
                $"{target.Member.Name} may already have acknowledged writes as primary, so {primary.Member.Name} may not replace it: start {target.Member.Name}; if it does not start, its log says why.");
        }

        SupervisorLog.PromotionReverted(logger, target.Member.Name, why, primary.Member.Name);
        ledger.Save(record with { Promoting = null, Standby = StandbyStanding.Behind });
    }

    /// <summary>Kills every process of a member.</summary>
    public async Task FenceAsync(MemberMonitor member, long began, CancellationToken cancellationToken)
    {
        member.NoteEnding();
        await member.Member.Process.FenceAsync(cancellationToken);
        member.WatchProcess();
        SupervisorLog.Fenced(logger, member.Member.Name, (long)time.GetElapsedTime(began).TotalMilliseconds);
    }

    private async Task PromoteAsync(MemberMonitor to, StandbyStanding former, long began, CancellationToken cancellationToken)
    {
        to.Member.Data.WriteSettings(SynchronousNames.None, primary: null);
        to.Member.Process.Reload();
        var term = await to.Member.Sql.PromoteAsync(cancellationToken);
        ledger.Save(ledger.Current!.Promoted(to.Member.Name, term, former));
        SupervisorLog.Promoted(logger, to.Member.Name, term, (long)time.GetElapsedTime(began).TotalMilliseconds);
        to.NoteNewRole();
        await to.LookAsync(cancellationToken);
    }

    private async Task TryCheckpointAsync(MemberMonitor from, CancellationToken cancellationToken)
    {
        try
        {
            await from.Member.Sql.CheckpointAsync(cancellationToken);
        }
        catch (MemberSqlException failure)
        {
            SupervisorLog.StepFailed(logger, $"checkpoint {from.Member.Name}", failure.Message);
        }
    }

    private async Task<bool> GoneAsync(IMemberProcess process, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (process.IsAlive)
        {
            if (time.GetElapsedTime(began) >= SupervisorDefaults.FastStopTimeout)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), time, cancellationToken);
        }

        return true;
    }

    private static async Task<ulong> ReceivedAsync(MemberMonitor standby, CancellationToken cancellationToken)
    {
        try
        {
            return (await standby.Member.Sql.LookAsync(cancellationToken)).Position;
        }
        catch (MemberSqlException)
        {
            return 0;
        }
    }
}
