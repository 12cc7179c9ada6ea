using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>How many replicas a service has at least. Nodes are drained and replaced all the time, so that one replica is missing often: what keeps nothing has three, and one more may be lost meanwhile.</summary>
internal static class WorkloadReplicas
{
    private const int Stateless = 3;

    /// <summary>At least so many.</summary>
    public static int Least(Workload workload) => KeepsSomething(workload) || workload.HasLeader ? workload.Replicas : Math.Max(Stateless, workload.Replicas);

    /// <summary>Why there are fewer, where there are.</summary>
    public static YamlMap? Excuse(Workload workload) =>
        workload.HasLeader ? new() { { "lint.distribution.dev/stateless-replicas", "One replica leads and the others only wait: a third would wait too" } } : null;

    private static bool KeepsSomething(Workload workload) => workload.Volumes.Any(volume => !volume.IsShared);
}
