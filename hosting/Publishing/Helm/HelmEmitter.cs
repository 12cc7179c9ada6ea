using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Description;
using Distribution.Publishing.Emitting;
using Distribution.Publishing.Helm.Customisation;
using Distribution.Publishing.Helm.Monitoring;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;
using Distribution.Publishing.Helm.Postgres;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Services;
using Distribution.Publishing.Helm.Settings;
using Distribution.Publishing.Helm.Snapshots;
using Distribution.Publishing.Helm.Texts;
using Distribution.Publishing.Helm.Valkey;

namespace Distribution.Publishing.Helm;

/// <summary>Emits a Helm chart: one for every environment, which differ in their values.</summary>
internal sealed class HelmEmitter : IEmitter
{
    /// <inheritdoc/>
    public string Target => "kubernetes";

    /// <inheritdoc/>
    public IReadOnlyList<EmittedFile> Emit(TopologyDescription topology) => Emit(new Chart(topology, KubernetesCustomisations.None));

    /// <inheritdoc/>
    public IReadOnlyList<EmittedFile> Emit(TopologyDescription topology, DistributedApplicationModel model) => Emit(new Chart(topology, KubernetesCustomisations.Of(model)));

    private static IReadOnlyList<EmittedFile> Emit(Chart chart) => [.. Files(chart).Select(file => file.In(chart.Name)).OrderBy(file => file.Path, StringComparer.Ordinal)];

    private static IEnumerable<ChartFile> Files(Chart chart) =>
    [
        ChartYaml.File(chart),
        ChartYaml.Ignored,
        .. ValuesFiles.Of(chart),
        NamedTemplates.File(chart),
        Notes.File(chart),
        .. new SecretObjects(chart).Build(),
        ChartFile.Template("policies", "deny-all", Policy.DenyAll(chart)),
        ChartFile.Template("policies", "priorityclass", Priority.Of(chart)),
        .. chart.Topology.Workloads.SelectMany(workload => workload.Kind == WorkloadKind.Job ? new MigrationJob(chart, workload).Build() : WorkloadFiles.Of(chart, workload)),
        .. Entrance.Of(chart),
        .. Postgres(chart),
        .. Valkey(chart),
        .. MonitoringFiles.Of(chart),
        .. SnapshotFiles.Of(chart),
        .. ChartTest.Of(chart),
    ];

    private static IEnumerable<ChartFile> Postgres(Chart chart) => chart.Topology.Postgres is { } cluster
        ?
        [
            .. new PatroniFiles(chart, cluster).Build(),
            .. chart.Topology.Pool is { } pool ? new PoolFiles(chart, cluster, pool).Build() : [],
            .. new CloudNativePgFiles(chart, cluster).Build(),
        ]
        : [];

    private static IEnumerable<ChartFile> Valkey(Chart chart) => chart.Topology.Valkey is { } cluster
        ? new ValkeyMembers(chart, cluster, isSentinel: false).Build().Concat(new ValkeyMembers(chart, cluster, isSentinel: true).Build())
        : [];
}
