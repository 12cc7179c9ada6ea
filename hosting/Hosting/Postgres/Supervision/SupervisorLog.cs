using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What the supervisor says on the cluster's log.</summary>
internal static partial class SupervisorLog
{
    [LoggerMessage(100, LogLevel.Information, "{Member} is made as a new, empty database.")]
    public static partial void Initializing(ILogger logger, string member);

    [LoggerMessage(101, LogLevel.Information, "{Member} starts as {Role}, term {Term}.")]
    public static partial void Starting(ILogger logger, string member, string role, int term);

    [LoggerMessage(102, LogLevel.Information, "{Member} is made anew from {Primary} (pg_basebackup).")]
    public static partial void Cloning(ILogger logger, string member, string primary);

    [LoggerMessage(103, LogLevel.Information, "{Member} was made anew in {Milliseconds} ms.")]
    public static partial void Cloned(ILogger logger, string member, long milliseconds);

    [LoggerMessage(110, LogLevel.Warning, "Failover: {Primary} (primary) is lost: {Why}. {Standby} has every acknowledged write and takes over.")]
    public static partial void FailoverDetected(ILogger logger, string primary, string why, string standby);

    [LoggerMessage(111, LogLevel.Warning, "Switchover from {Primary} to {Standby}: {Why}.")]
    public static partial void SwitchoverBegun(ILogger logger, string primary, string standby, string why);

    [LoggerMessage(112, LogLevel.Information, "Phase fence: no process of {Member} is left, after {Milliseconds} ms.")]
    public static partial void Fenced(ILogger logger, string member, long milliseconds);

    [LoggerMessage(113, LogLevel.Information, "Phase stop: {Member} shut down, after {Milliseconds} ms.")]
    public static partial void Stopped(ILogger logger, string member, long milliseconds);

    [LoggerMessage(114, LogLevel.Warning, "Phase promote: {Member} is primary of term {Term}, {Milliseconds} ms after the failure was noticed.")]
    public static partial void Promoted(ILogger logger, string member, int term, long milliseconds);

    [LoggerMessage(115, LogLevel.Information, "Phase rejoin: {Member} is started: {Why}.")]
    public static partial void Rejoining(ILogger logger, string member, string why);

    [LoggerMessage(116, LogLevel.Warning, "The promotion of {Member} is given up: {Why}. {Primary}, which has all that it has, is taken back as primary.")]
    public static partial void PromotionReverted(ILogger logger, string member, string why, string primary);

    [LoggerMessage(117, LogLevel.Warning, "The promotion of {Member}, begun earlier, is gone on with.")]
    public static partial void PromotionResumed(ILogger logger, string member);

    [LoggerMessage(120, LogLevel.Warning, "{Standby} (standby) is lost: {Why}. Writers go on without it, and it may not be promoted until it has caught up.")]
    public static partial void WritersReleased(ILogger logger, string standby, string why);

    [LoggerMessage(121, LogLevel.Information, "{Standby} (standby) is streaming: commits wait for it from now on.")]
    public static partial void StandbyRequired(ILogger logger, string standby);

    [LoggerMessage(122, LogLevel.Information, "{Standby} (standby) has every acknowledged write: the cluster is redundant.")]
    public static partial void StandbyTrusted(ILogger logger, string standby);

    [LoggerMessage(123, LogLevel.Warning, "{Standby} is to be made anew: {Why}.")]
    public static partial void StandbyReplaced(ILogger logger, string standby, string why);

    [LoggerMessage(124, LogLevel.Warning, "{Member} is killed: {Why}.")]
    public static partial void Fencing(ILogger logger, string member, string why);

    [LoggerMessage(125, LogLevel.Information, "{Member} was asked to stop: it shuts down at once.")]
    public static partial void StoppingFast(ILogger logger, string member);

    [LoggerMessage(130, LogLevel.Error, "{Problem} It was put aside as {Aside}. The members' own data says that {Primary} is primary of term {Term}; the cluster goes on with that, and nothing is lost.")]
    public static partial void RecordRecovered(ILogger logger, string problem, string aside, string primary, int term);

    [LoggerMessage(131, LogLevel.Error, "{Problem}")]
    public static partial void Refused(ILogger logger, string problem);

    [LoggerMessage(132, LogLevel.Error, "'{Step}' failed and is tried again: {Reason}")]
    public static partial void StepFailed(ILogger logger, string step, string reason);

    [LoggerMessage(133, LogLevel.Information, "Roles, databases and privileges are in place on {Primary}.")]
    public static partial void Provisioned(ILogger logger, string primary);
}
