using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;

namespace Distribution.Publishing.Helm.Services;

/// <summary>
/// Has the services rolled out one after another, in the order of the model and what elects a leader last, so that a leader changes once and not everything starts at once. Helm applies all Deployments at once and
/// knows no order among them, so the new pods wait by themselves, before their program starts, until no pod behind the names of those before them is older than their own image:
/// docs/decisions/0015-migrations-and-the-order-of-a-rollout.md.
/// </summary>
internal static class RolloutOrder
{
    /// <summary>The switch in the chart's values.</summary>
    public const string IsOn = ".Values.rollout.ordered";

    public static IReadOnlyList<Container> Containers(Chart chart, Workload workload) => Before(chart.Topology, workload).ToList() is { Count: > 0 } before
        ? [new("after-the-others", chart.Image(workload.Name), Chart.ValueOf(workload, "resources"))
        {
            Arguments = new() { "await-version", { before.Select(other => FormattableString.Invariant($"http://{chart.NameOf(WorkloadNames.Headless(other.Name))}:{other.Port}")) } },
        }]
        : [];

    /// <summary>Those that go before a service.</summary>
    public static IEnumerable<Workload> Before(TopologyDescription topology, Workload workload) => workload.Kind == WorkloadKind.Service
        ? topology.Workloads.Where(other => other is { Kind: WorkloadKind.Service, HasLeader: false, Port: not null }).TakeWhile(other => other.Name != workload.Name)
        : [];
}
