using static Distribution.Hosting.Postgres.Supervision.Decision;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>
/// Decides what to do for a cluster of one primary and at most one standby.
/// </summary>
/// <remarks>
/// Guarantees, in this order:
/// <list type="number">
/// <item>An acknowledged write is never lost while at most one member fails.</item>
/// <item>At most one primary acknowledges.</item>
/// <item>Writers are blocked for 2 s at most when the standby is lost, and go on at a new primary within seconds when the primary is.</item>
/// </list>
/// They rest on five rules, and on the record that is fsynced before each step it describes:
/// <list type="bullet">
/// <item>The record names one primary, and the primary holds every acknowledged write.</item>
/// <item>The standby is recorded <see cref="StandbyStanding.Promotable"/> only after commits wait for it and it has confirmed all that was acknowledged before they did.</item>
/// <item>Commits stop waiting for it only after it is recorded <see cref="StandbyStanding.Behind"/>. If that cannot be recorded (a full disk), writers wait: closed when in doubt.</item>
/// <item>Only a promotable standby is promoted, and only after no process of the old primary is left: not the postmaster, nor an orphaned backend, which could still acknowledge.</item>
/// <item>A former primary comes back as a standby made anew, unless it shut down and its successor had received its last byte.</item>
/// </list>
/// The states, as (primary, standing of the standby):
/// <list type="bullet">
/// <item>Steady, promotable. Primary gone, refusing, frozen, or recovering for too long: failover, if the standby serves; if both are down, the primary is started, and only when it will not
/// start is the standby. Primary's disk full while the standby's is not: switchover. Standby gone, frozen, not streaming, or confirming nothing: writers are released, and then the standby is started again.</item>
/// <item>Steady, behind. Primary gone: it is started again, nothing is promoted. Primary silent: killed and started again after a longer patience. The standby streams, is near, and has confirmed all
/// that was there when it was lost: commits wait for it; once it has passed the barrier it is promotable.</item>
/// <item>Steady, diverged. The standby is made anew from the primary when it starts; then it is behind.</item>
/// <item>Promoting. The record names the target before the old primary is fenced. Whoever finds it so (a supervisor that was restarted in between) fences again and goes on: all steps can be
/// repeated. If the target will not start, or was stopped while somebody starts the old primary, and was never promoted, the old primary, which has all that the target has, is taken back.</item>
/// </list>
/// A member that a person stopped is not started. A primary that a person stops is switched over if the standby is promotable, and then stays stopped.
/// </remarks>
internal static class FailoverPolicy
{
    public static Decision Decide(ClusterRecord record, ClusterView view)
    {
        if (record.Promoting is { } target)
        {
            return Promoting(view[target], view[record.Primary]);
        }

        var primary = view[record.Primary];
        var standby = view.Other(record.Primary);
        return primary.Health switch
        {
            MemberHealth.Serving when primary.StopRequested => StopPrimary(record, primary, standby),
            MemberHealth.Serving when primary.Sight is { InRecovery: true } => new Failover(primary.Name, $"{primary.Name} is recorded as primary and is in recovery"),
            MemberHealth.Serving when IsFullAndReplaceable(record, primary, standby) => new Switchover(standby!.Name, $"the disk of {primary.Name} is full ({primary.FreeBytes >> 20} MiB left)"),
            MemberHealth.Serving => standby is null ? new Nothing() : StandbyPolicy.Decide(record, primary, standby, view.Replication),
            MemberHealth.Starting => new Nothing($"{primary.Name} (primary) is starting"),
            _ => Lost(primary) is { } why ? ForLostPrimary(record, primary, standby, why) : Patience(record, primary),
        };
    }

    /// <summary>Why the standby may not be promoted by command now, or null when it may.</summary>
    public static string? Objection(ClusterRecord record, ClusterView view)
    {
        if (view.Other(record.Primary) is not { } standby)
        {
            return $"Cluster '{record.Cluster}' has no standby.";
        }

        if (record.Promoting is not null)
        {
            return $"Cluster '{record.Cluster}' is already promoting {record.Promoting}.";
        }

        return record.Standby != StandbyStanding.Promotable
            ? $"{standby.Name} may lack acknowledged writes ({record.Standby}): wait until the cluster is healthy, then try again."
            : standby.Health != MemberHealth.Serving ? $"{standby.Name} does not serve ({standby.Health}): start it, then try again." : null;
    }

    private static Decision Promoting(MemberView target, MemberView primary) => target switch
    {
        { Health: MemberHealth.Serving } => new ResumePromotion(target.Name),
        { Health: MemberHealth.Down, FailedStarts: >= SupervisorDefaults.FailedStarts } => new RevertPromotion($"{target.Name} did not start {target.FailedStarts} times"),
        { Health: MemberHealth.Down, StopRequested: true } when primary.Health == MemberHealth.Starting => new RevertPromotion($"{target.Name} was stopped, and {primary.Name} is to start"),
        { Health: MemberHealth.Down, StopRequested: true } => new Nothing($"{target.Name} was being promoted and was stopped: start it"),
        { MayStartAgain: true } => new Start(target.Name, "its promotion was begun"),
        { IsFrozen: true } or { Health: MemberHealth.Refusing } => new Fence(target.Name, "it does not answer, and its promotion was begun"),
        _ => new Nothing($"{target.Name} is being promoted"),
    };

    private static bool IsFullAndReplaceable(ClusterRecord record, MemberView primary, MemberView? standby) =>
        primary.FreeBytes < SupervisorDefaults.TooLittleRoom
        && record.Standby == StandbyStanding.Promotable
        && standby is { Health: MemberHealth.Serving, StopRequested: false, FreeBytes: >= SupervisorDefaults.EnoughRoom };

    private static string? Lost(MemberView primary) => primary.Health switch
    {
        MemberHealth.Down => "its process is gone",
        MemberHealth.Refusing => "its port refuses connections",
        MemberHealth.Silent when primary.IsFrozen => $"it did not answer {primary.Silences} probes",
        MemberHealth.Recovering when primary.For >= SupervisorDefaults.RecoveryPatience => "it has refused queries for too long",
        _ => null,
    };

    private static Decision Patience(ClusterRecord record, MemberView primary) =>
        primary is { StopRequested: true, Health: MemberHealth.Recovering }
            ? new StopFast(primary.Name)
            : new Nothing($"{record.Primary} (primary) answers no queries for {primary.For.TotalSeconds:0.0} s");

    private static Decision StopPrimary(ClusterRecord record, MemberView primary, MemberView? standby) =>
        record.Standby == StandbyStanding.Promotable && standby is { Health: MemberHealth.Serving, StopRequested: false }
            ? new Switchover(standby.Name, $"{primary.Name} was stopped")
            : new StopFast(primary.Name);

    private static Decision ForLostPrimary(ClusterRecord record, MemberView primary, MemberView? standby, string why)
    {
        var canReplace = standby is not null && record.Standby == StandbyStanding.Promotable;
        if (canReplace && standby is { Health: MemberHealth.Serving, StopRequested: false })
        {
            return primary is { Health: MemberHealth.Down, StopRequested: true } ? new Switchover(standby.Name, $"{primary.Name} was stopped") : new Failover(standby.Name, why);
        }

        if (standby is { StopRequested: true, IsUp: true })
        {
            return new StopFast(standby.Name);
        }

        if (canReplace && standby is { Health: MemberHealth.Starting } && standby.For < SupervisorDefaults.RecoveryPatience)
        {
            return new Nothing($"{primary.Name} (primary) is lost; {standby.Name} is about to serve");
        }

        var primaryMayReturn = !primary.StopRequested && primary.FailedStarts < SupervisorDefaults.FailedStarts;
        if (canReplace && !primaryMayReturn && !standby!.StopRequested)
        {
            return standby switch
            {
                { MayStartAgain: true } => new Start(standby.Name, $"{primary.Name} (primary) is down, and this one has every acknowledged write"),
                { IsFrozen: true } or { Health: MemberHealth.Refusing } => new Fence(standby.Name, "it does not answer"),
                _ => new Nothing($"{primary.Name} (primary) is down; {standby.Name} is to replace it"),
            };
        }

        return primary switch
        {
            { Health: MemberHealth.Down, StopRequested: true } => new Nothing($"{primary.Name} (primary) was stopped, and {Without(record, standby)}: start it"),
            { Health: MemberHealth.Down, MayStartAgain: true } => new Start(primary.Name, $"{why}, and {Without(record, standby)}"),
            { Health: MemberHealth.Down } => new Nothing($"{primary.Name} (primary) failed to start {primary.FailedStarts} times and is tried again; its log says why"),
            { Health: MemberHealth.Silent } when primary.For >= (primary.IsLate ? SupervisorDefaults.LoneLateness : SupervisorDefaults.LoneSilence) => new Fence(primary.Name, $"it has not answered for {primary.For.TotalSeconds:0.0} s"),
            { StopRequested: true } => new StopFast(primary.Name),
            _ => new Nothing($"{primary.Name} (primary) does not serve ({primary.Health}), and {Without(record, standby)}"),
        };
    }

    private static string Without(ClusterRecord record, MemberView? standby) => standby switch
    {
        null => "there is no standby",
        { StopRequested: true } => $"{standby.Name} was stopped, too",
        { Health: MemberHealth.Serving } => $"{standby.Name} may lack acknowledged writes ({record.Standby})",
        _ => $"{standby.Name} does not serve either ({standby.Health})",
    };
}
