using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Services;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Policies;

/// <summary>A service is reached by those that the model has call it, and reaches those that it calls.</summary>
/// <param name="chart">The chart.</param>
/// <param name="workload">The service.</param>
internal sealed class WorkloadPolicy(Chart chart, Workload workload)
{
    private readonly TopologyDescription _topology = chart.Topology;

    public YamlMap Build() => Policy.Of(new KubernetesObject(chart, workload.Name, WorkloadNames.Component), Ingress(), Egress());

    private YamlList Ingress() => workload switch
    {
        { Port: null } => [],
        { IsGateway: true, Port: { } port } => [Policy.Peers("from", ".Values.networkPolicy.gatewayPeers", port)],
        { Port: { } port } => [Policy.From(_topology.Workloads.Where(other => Reached(other).Contains(workload.Name, StringComparer.Ordinal)).Select(other => other.Name), port)],
    };

    private YamlList Egress() => new()
    {
        { Reached(workload).Select(_topology.Workload).GroupBy(other => other.Port!.Value).Select(IEnumerable<object> (others) => [Policy.To(others.Select(other => other.Name), others.Key)!]).SelectMany(rules => rules) },
        { workload.UsesPostgres ? Servers.Postgres(chart) : [] },
        { workload.UsesValkey ? Servers.Valkey(chart) : [] },
        { workload.Kind == WorkloadKind.Service ? Servers.Telemetry : [] },
    };

    // Before it starts, a replica asks those that are rolled out before it for their version.
    private IEnumerable<string> Reached(Workload from) => from.Calls.Union(RolloutOrder.Before(_topology, from).Select(other => other.Name), StringComparer.Ordinal);
}
