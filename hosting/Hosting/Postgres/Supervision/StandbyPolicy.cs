using static Distribution.Hosting.Postgres.Supervision.Decision;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>The part of <see cref="FailoverPolicy"/> that looks after the standby while the primary serves.</summary>
internal static class StandbyPolicy
{
    public static Decision Decide(ClusterRecord record, MemberView primary, MemberView standby, ReplicationView replication)
    {
        if (primary.Sight is not { } sight)
        {
            return new Nothing($"the status of {primary.Name} (primary) is not known");
        }

        if (standby is { Health: MemberHealth.Serving } && (standby.Sight is { InRecovery: false } || record.Standby == StandbyStanding.Diverged))
        {
            return new ReplaceStandby("it runs as a former primary");
        }

        if ((record.Standby == StandbyStanding.Promotable || sight.IsSynchronous) && Loss(sight, primary, standby, replication) is { } loss)
        {
            return new ReleaseWriters(loss);
        }

        return standby.Health switch
        {
            MemberHealth.Serving when standby.StopRequested => new StopFast(standby.Name),
            MemberHealth.Serving => Serving(record, sight, standby, replication),
            MemberHealth.Down when standby.StopRequested => new Nothing($"{standby.Name} (standby) was stopped: start it to have redundancy again"),
            MemberHealth.Down when standby.FailedStarts >= SupervisorDefaults.FailedStarts && record.Standby == StandbyStanding.Behind => new ReplaceStandby("it did not start from its own data"),
            MemberHealth.Down when standby.MayStartAgain => new Start(standby.Name, "the cluster has no redundancy"),
            MemberHealth.Down => new Nothing($"{standby.Name} (standby) failed to start {standby.FailedStarts} times and is tried again; its log says why"),
            MemberHealth.Refusing => new Fence(standby.Name, "its port refuses connections"),
            MemberHealth.Silent when standby.IsFrozen => new Fence(standby.Name, $"it did not answer {standby.Silences} probes"),
            _ => new Nothing($"{standby.Name} (standby) does not serve yet ({standby.Health})"),
        };
    }

    private static string? Loss(MemberSight sight, MemberView primary, MemberView standby, ReplicationView replication)
    {
        var inGrace = primary.For < SupervisorDefaults.StandbyGrace;
        return standby switch
        {
            { StopRequested: true } => "it was stopped",
            { Health: MemberHealth.Refusing } => "its port refuses connections",
            { IsFrozen: true } => $"it did not answer {standby.Silences} probes",
            { Health: MemberHealth.Down } when !inGrace => "its process is gone",
            _ when !inGrace && replication.UnseenFor >= SupervisorDefaults.StandbyUnseen => $"it has not been streaming for {replication.UnseenFor.TotalSeconds:0.0} s",
            _ when replication.StalledFor >= SupervisorDefaults.StandbyStalled => $"it is behind and has confirmed nothing for {replication.StalledFor.TotalSeconds:0.0} s",
            { Health: MemberHealth.Serving } when !inGrace && !sight.IsSynchronous => "commits do not wait for it",
            _ => null,
        };
    }

    private static Decision Serving(ClusterRecord record, MemberSight sight, MemberView standby, ReplicationView replication)
    {
        if (sight.Standby is not { Streaming: true } seen)
        {
            return standby.For >= SupervisorDefaults.StreamingDeadline && replication.UnseenFor >= SupervisorDefaults.StreamingDeadline
                ? new ReplaceStandby($"it has not been streaming for {replication.UnseenFor.TotalSeconds:0} s")
                : new Nothing($"{standby.Name} (standby) is not streaming yet");
        }

        if (!sight.IsSynchronous)
        {
            return !replication.MayRequire
                ? new Nothing($"{standby.Name} (standby) was lost lately, and must prove itself before commits wait for it")
                : seen.Flushed + SupervisorDefaults.CatchUpDistance < sight.Position
                ? new Nothing($"{standby.Name} (standby) is catching up")
                : new RequireStandby();
        }

        return record.Standby == StandbyStanding.Promotable
            ? new Nothing()
            : replication.Barrier is not { } barrier
            ? new RequireStandby()
            : seen.Synchronous && seen.Flushed >= barrier
            ? new TrustStandby()
            : new Nothing($"{standby.Name} (standby) is catching up");
    }
}
