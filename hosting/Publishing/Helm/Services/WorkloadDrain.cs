using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>
/// How a pod leaves. It loses its place among the endpoints at once, and everybody has a while to notice, in which it serves as before. Then it is told to end, says on /readyz that it leaves, goes on accepting for
/// a little, so that a gateway whose name server was slow sees it, and ends what it has begun.
/// </summary>
internal static class WorkloadDrain
{
    /// <summary>2 s: the gateway asks each replica every second.</summary>
    private static readonly TimeSpan Said = TimeSpan.FromSeconds(2);

    public static TimeSpan DelayOf(Workload workload) => workload.Draining.Notice < Said ? workload.Draining.Notice : Said;

    public static TimeSpan DeadlineOf(Workload workload) => workload.Draining.Deadline - workload.Draining.Notice;

    public static int GraceSecondsOf(Workload workload) => (int)workload.Draining.Grace.TotalSeconds;

    // Not `sleep:`, which Kubernetes has since 1.30: the image has the program.
    public static YamlMap LifecycleOf(Workload workload) =>
        new() { { "preStop", Probe.Command("sleep", FormattableString.Invariant($"{workload.Draining.Notice.TotalSeconds}")) } };
}
