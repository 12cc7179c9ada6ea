using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Services;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Settings;

/// <summary>values.yaml, its schema, and two sets of values for two ends: a cluster of several zones, and one node.</summary>
internal static class ValuesFiles
{
    public static IEnumerable<ChartFile> Of(Chart chart)
    {
        var settings = ChartSettings.Of(chart);
        yield return new("values.yaml", $"# What an operator may decide. values.schema.json refuses everything else.\n{YamlText.Of(SettingTree.Defaults(settings))}");
        yield return new("values.schema.json", SchemaFile.Of(settings));
        yield return new("values-ha.yaml", $"# For a cluster of three zones or more, with the operators of CloudNativePG, KEDA and Prometheus: helm install … -f values-ha.yaml\n{YamlText.Of(HighlyAvailable(chart.Topology))}");
        yield return new("values-dev.yaml", $"# For a cluster of one or two nodes without any operator: helm install … -f values-dev.yaml\n{YamlText.Of(Development(chart.Topology))}");
    }

    private static YamlMap HighlyAvailable(TopologyDescription topology) => new()
    {
        { "placement", new YamlMap { { "hosts", "apart" }, { "zones", "apart" } } },
        { "services", Services(topology, workload => HighlyAvailable(workload)) },
        { "postgres", topology.Postgres is null ? null : new YamlMap { { "mode", "cloudnativepg" }, { "cloudnativepg", new YamlMap { { "instances", 3 } } } } },
        { "networkPolicy", new YamlMap { { "scalerPeers", new YamlList { Peer("keda") } } } },
        { "monitoring", new YamlMap { { "enabled", true } } },
    };

    private static YamlMap HighlyAvailable(Workload workload) => new()
    {
        { "replicas", workload is { Kind: WorkloadKind.Service, Scaling: null } ? 3 : null },
        { "autoscaling", workload.Scaling is null ? null : new YamlMap { { "enabled", true }, { "minReplicas", WorkloadReplicas.Least(workload) } } },
    };

    private static YamlMap Development(TopologyDescription topology) => new()
    {
        { "services", Services(topology, Development) },
        {
            "postgres", topology.Postgres is null
                ? null
                : new YamlMap { { "mode", "patroni" }, { "patroni", new YamlMap { { "storage", new YamlMap { { "size", "1Gi" } } }, { "resources", Resources.Of(WorkloadResources.Small with { CpuMillicores = WorkloadResources.Database.CpuMillicores, MemoryMebibytes = 128, MemoryLimitMebibytes = 512 }) } } } }
        },
    };

    private static YamlMap Development(Workload workload) => new()
    {
        { "autoscaling", workload.Scaling is null ? null : new YamlMap { { "enabled", false } } },
        { "resources", Resources.Of(WorkloadResources.Service with { CpuMillicores = 50, MemoryMebibytes = 96 }) },
    };

    private static YamlMap Services(TopologyDescription topology, Func<Workload, YamlMap> values)
    {
        var services = new YamlMap();
        foreach (var workload in topology.Workloads)
        {
            services.Add(workload.Name, values(workload) is { IsEmpty: false } some ? some : null);
        }

        return services;
    }

    private static YamlMap Peer(string name) => new() { { "namespaceSelector", new YamlMap { { "matchLabels", new YamlMap { { "kubernetes.io/metadata.name", name } } } } } };
}
