using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;

namespace Distribution.Publishing.Helm.Services;

/// <summary>
/// Has a service that elects a leader rolled out last, so that the leader changes once. Helm applies all Deployments at once and knows no order among them, so the new pods wait by themselves, before their
/// program starts, until every pod behind the names of the others says the version of their own image: docs/decisions/0015-migrations-and-the-order-of-a-rollout.md.
/// </summary>
internal static class LastInRollout
{
    public static Container Container(Chart chart, Workload workload) => new("after-the-others", chart.Image(workload.Name), Chart.ValueOf(workload, "resources"))
    {
        Arguments = new() { "await-version", { Before(chart.Topology).Select(other => FormattableString.Invariant($"http://{chart.NameOf(WorkloadNames.Headless(other.Name))}:{other.Port}")) } },
    };

    /// <summary>Those that go first.</summary>
    public static IEnumerable<Workload> Before(TopologyDescription topology) => topology.Workloads.Where(workload => workload is { Kind: WorkloadKind.Service, HasLeader: false, Port: not null });
}
