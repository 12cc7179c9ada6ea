using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>
/// Prepares a member for a start, whoever asked for it: gives it the role that the record says, and the data that the role needs. A start during a promotion waits until that is over.
/// </summary>
internal sealed class MemberStarts(IReadOnlyList<MemberMonitor> monitors, Ledger ledger, TransitionLock transition, TimeProvider time, ILogger logger)
{
    /// <summary>Returns once the member's server may be started.</summary>
    public async Task PrepareAsync(string name, CancellationToken cancellationToken)
    {
        var monitor = monitors.First(candidate => candidate.Member.Name == name);
        monitor.NoteStarting();
        try
        {
            // A server of an earlier run, whose supervisor was killed, may still be there.
            await monitor.Member.Process.FenceAsync(cancellationToken);
            while (!await TryPrepareAsync(monitor.Member, cancellationToken))
            {
                await Task.Delay(SupervisorDefaults.ProcessInterval, time, cancellationToken);
            }

            monitor.NotePrepared();
        }
        catch (Exception failure)
        {
            monitor.NoteStartFailed();
            if (failure is not OperationCanceledException)
            {
                SupervisorLog.StepFailed(logger, $"start {name}", failure.Message);
            }

            throw;
        }
    }

    private async Task<bool> TryPrepareAsync(Member member, CancellationToken cancellationToken)
    {
        ClusterRecord record;
        using (await transition.TakeAsync(cancellationToken))
        {
            record = await ledger.OpenAsync(cancellationToken);
            if (record.Promoting is { } target)
            {
                return target == member.Name && Ready(member, record, "standby, to be promoted");
            }

            var data = await member.Data.ReadAsync(cancellationToken);
            if (record.Primary == member.Name)
            {
                return data is not null
                    ? Ready(member, record, "primary")
                    : throw new InvalidOperationException($"{member.Name} is recorded as the primary of cluster '{record.Cluster}' and its data directory is missing or empty: put it back, or restore a backup.");
            }

            if (data is not null && record.Standby != StandbyStanding.Diverged)
            {
                member.Data.FollowNext();
                return Ready(member, record, "standby");
            }
        }

        return await TryCloneAsync(member, record, cancellationToken);
    }

    private async Task<bool> TryCloneAsync(Member member, ClusterRecord record, CancellationToken cancellationToken)
    {
        var primary = monitors.First(candidate => candidate.Member.Name == record.Primary);
        if (primary.View() is not { Health: MemberHealth.Serving, StopRequested: false })
        {
            return false;
        }

        SupervisorLog.Cloning(logger, member.Name, record.Primary);
        var began = time.GetTimestamp();
        await primary.Member.Sql.EnsureSlotAsync(member.Name, cancellationToken);
        await member.Data.CloneAsync(record.Primary, cancellationToken);
        using var turn = await transition.TakeAsync(cancellationToken);
        if (ledger.Current is not { Promoting: null } current || current.Primary != record.Primary)
        {
            return false;
        }

        SupervisorLog.Cloned(logger, member.Name, (long)time.GetElapsedTime(began).TotalMilliseconds);
        ledger.Save(current with { Standby = StandbyStanding.Behind });
        member.Data.FollowNext();
        return Ready(member, current, "standby");
    }

    private bool Ready(Member member, ClusterRecord record, string role)
    {
        var isPrimary = record.Primary == member.Name && record.Promoting is null;
        var standby = monitors.Select(monitor => monitor.Member.Name).FirstOrDefault(name => name != member.Name);
        member.Data.WriteSettings(
            isPrimary && record.Standby == StandbyStanding.Promotable ? SynchronousNames.Require(standby ?? throw new UnreachableException()) : SynchronousNames.None,
            isPrimary ? null : record.Primary);
        SupervisorLog.Starting(logger, member.Name, role, record.Term);
        return true;
    }
}
