using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// Healthy: the primary takes writes, all replicas are connected and the Sentinels could elect. Degraded: it takes writes, but the next failure may find
/// nobody to take over. Unhealthy: it takes none.
/// </summary>
internal static class ClusterHealth
{
    public static HealthCheckResult Of(ClusterView view)
    {
        if (WhyNotWritable(view.Primary) is { } why)
        {
            return HealthCheckResult.Unhealthy($"The primary {view.Primary.Name} {why}.");
        }

        List<string> faults = [.. view.Others.Where(m => WhyNotReplicating(m, view.Primary) is not null).Select(m => $"{m.Name} {WhyNotReplicating(m, view.Primary)}")];
        if (faults.Count == 0 && view.Primary.Report!.GoodReplicas < view.Others.Count())
        {
            faults.Add($"it has heard lately from {view.Primary.Report.GoodReplicas} of {view.Others.Count()} replicas");
        }

        var sentinels = view.Sentinels;
        if (sentinels.Answering < sentinels.Total)
        {
            faults.Add($"{sentinels.Answering} of {sentinels.Total} Sentinels answer{(sentinels.CanElect ? "" : ", which cannot elect a primary")}");
        }
        else if (sentinels.Primary != view.Primary.Name)
        {
            faults.Add($"the Sentinels name {sentinels.Primary ?? "nobody of ours"} as the primary");
        }

        return faults.Count == 0
            ? HealthCheckResult.Healthy($"{view.Primary.Name} is the primary of term {view.Record.Term}.")
            : HealthCheckResult.Degraded($"{view.Primary.Name} takes writes, but {string.Join(", ", faults)}.");
    }

    /// <summary>The health of one server.</summary>
    public static HealthCheckResult Of(ClusterView view, string member) =>
        (member == view.Record.Primary ? WhyNotWritable(view[member]) : WhyNotReplicating(view[member], view.Primary)) is { } why
            ? HealthCheckResult.Unhealthy($"{member} {why}.")
            : HealthCheckResult.Healthy();

    /// <summary>The health of one Sentinel.</summary>
    public static HealthCheckResult OfSentinel(ClusterView view, string sentinel) =>
        view.Sentinels.Silent.Contains(sentinel, StringComparer.Ordinal) ? HealthCheckResult.Unhealthy($"{sentinel} does not answer.") : HealthCheckResult.Healthy();

    /// <summary>Whether the primary takes writes.</summary>
    public static bool IsWritable(ClusterView view) => WhyNotWritable(view.Primary) is null;

    private static string? WhyNotWritable(MemberView primary) => primary switch
    {
        { Report: null } => WhyNoAnswer(primary),
        { Report.IsPrimary: false } => "is a replica",
        { Report.Loading: true } => "reads its data from disk",
        { Report.CanPersist: false } => "cannot write its AOF: see whether its disk is full",
        { Report.GoodReplicas: < ValkeyClusterDefaults.MinReplicasToWrite } => "refuses writes because no replica has acknowledged lately",
        _ => null,
    };

    private static string? WhyNotReplicating(MemberView replica, MemberView primary) => replica switch
    {
        { Report: null } => WhyNoAnswer(replica),
        { Report.IsPrimary: true } => $"takes itself for a primary beside {primary.Name}",
        { Report.LinkUp: false } => "is not connected to a primary",
        _ when replica.Report.Upstream != primary.Name => $"follows {replica.Report.Upstream ?? "somebody unknown"}",
        _ => null,
    };

    private static string WhyNoAnswer(MemberView member) => member.Process switch
    {
        ProcessState.Running => $"has not answered for {member.SilentFor.TotalSeconds:0.0} s",
        ProcessState.Gone => member.StopAskedFor ? "is stopped" : "is gone",
        _ => "is not started yet",
    };
}
