using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Postgres;

/// <summary>Everything that CloudNativePG is told: the cluster, its databases, its pool, and its backups.</summary>
/// <param name="chart">The chart.</param>
/// <param name="cluster">The cluster.</param>
internal sealed class CloudNativePgFiles(Chart chart, PostgresCluster cluster)
{
    private const string Folder = "cloudnativepg";
    private const string ApiVersion = "postgresql.cnpg.io/v1";
    private const string Values = ".Values.postgres.cloudnativepg";
    private const string Backup = $"and ({Chart.IsCloudNativePg}) {Values}.backup.enabled";
    private const string Stores = $"and ({Chart.IsCloudNativePg}) (or {Values}.backup.enabled {Values}.recovery.enabled)";

    // The status of each instance, which the operator asks for, and Prometheus' metrics.
    private const int StatusPort = 8000;
    private const int MetricsPort = 9187;
    private const int PoolerMetricsPort = 9127;

    private KubernetesObject Owner => new(chart, cluster.Name, PatroniFiles.Component);

    private YamlMap Cluster => new() { { "name", chart.NameOf(cluster.Name) } };

    public IEnumerable<ChartFile> Build()
    {
        yield return ChartFile.Template(Folder, "cluster", new CloudNativePgCluster(chart, cluster).Build().When(Chart.IsCloudNativePg));
        yield return ChartFile.Template(Folder, "databases", cluster.Databases.Skip(1).Select(database => Database(database).When(Chart.IsCloudNativePg)));
        yield return ChartFile.Template(Folder, "networkpolicy", NetworkPolicy().When(Chart.IsCloudNativePg));
        yield return ChartFile.Template(Folder, "backup", ObjectStore().When(Stores), Schedule().When(Backup), Snapshots().When($"and ({Chart.IsCloudNativePg}) .Values.snapshots.enabled"));
        if (chart.Topology.Pool is { } pool)
        {
            yield return ChartFile.Template(Folder, "pooler", Pooler(pool).When(Chart.IsCloudNativePg), PoolerPolicy(pool).When(Chart.IsCloudNativePg));
        }
    }

    // The first one is made with the cluster.
    private YamlMap Database(string database) => Owner.Of(
        ApiVersion,
        "Database",
        new() { { "spec", new YamlMap { { "name", database }, { "owner", $"{database}_owner" }, { "cluster", Cluster }, { "databaseReclaimPolicy", "retain" } } } },
        CloudNativePgNames.Dashed($"{cluster.Name}-{database}"));

    private YamlMap Pooler(ConnectionPool pool) => new KubernetesObject(chart, pool.Name, "pool").Of(ApiVersion, "Pooler", new()
    {
        {
            "spec", new YamlMap
            {
                { "cluster", Cluster },
                { "instances", HelmValue.Of(".Values.postgres.pool.replicas") },
                { "type", "rw" },
                { "pgbouncer", new YamlMap { { "poolMode", "transaction" }, { "parameters", new YamlMap { { "max_client_conn", "500" }, { "default_pool_size", "30" } } } } },
            }
        },
    });

    private YamlMap PoolerPolicy(ConnectionPool pool) => Policy.Of(
        new KubernetesObject(chart, pool.Name, "pool"),
        new()
        {
            TemplateLine.If(".Values.networkPolicy.poolPeers"),
            Policy.Peers("from", ".Values.networkPolicy.poolPeers", PostgresCluster.Port),
            TemplateLine.End,
            TemplateLine.If(".Values.monitoring.enabled"),
            Policy.Peers("from", ".Values.networkPolicy.monitoringPeers", PoolerMetricsPort),
            TemplateLine.End,
        },
        new()
        {
            new YamlMap
            {
                { "to", new YamlList { new YamlMap { { "podSelector", new YamlMap { { "matchLabels", CloudNativePgNames.Selector(chart, cluster) } } } } } },
                { "ports", Policy.Ports([PostgresCluster.Port]) },
            },
            Policy.Peers("to", ".Values.networkPolicy.apiServerPeers", 443, 6443),
        },
        OfPooler(pool));

    private YamlMap OfPooler(ConnectionPool pool) => new() { { "cnpg.io/poolerName", chart.NameOf(pool.Name) } };

    private YamlMap ObjectStore() => Owner.Of(
        "barmancloud.cnpg.io/v1",
        "ObjectStore",
        new()
        {
            {
                "spec", new YamlMap
                {
                    { "retentionPolicy", HelmValue.Quoted($"{Values}.backup.retention") },
                    {
                        "configuration", new YamlMap
                        {
                            { "destinationPath", HelmValue.Of($"required \"postgres.cloudnativepg.backup.destinationPath: where backups go, s3://BUCKET/PATH\" {Values}.backup.destinationPath") },
                            TemplateLine.With($"{Values}.backup.endpointUrl"),
                            { "endpointURL", HelmValue.Of(".") },
                            TemplateLine.End,
                            TemplateLine.With($"{Values}.backup.credentialsSecret"),
                            { "s3Credentials", new YamlMap { { "accessKeyId", Key("ACCESS_KEY_ID") }, { "secretAccessKey", Key("ACCESS_SECRET_KEY") } } },
                            TemplateLine.Else,
                            { "s3Credentials", new YamlMap { { "inheritFromIAMRole", true } } },
                            TemplateLine.End,
                            { "wal", new YamlMap { { "compression", "gzip" }, { "encryption", HelmValue.Quoted($"{Values}.backup.encryption") } } },
                            { "data", new YamlMap { { "compression", "gzip" }, { "encryption", HelmValue.Quoted($"{Values}.backup.encryption") }, { "immediateCheckpoint", true } } },
                        }
                    },
                }
            },
        },
        CloudNativePgNames.Backups);

    private static YamlMap Key(string key) => new() { { "name", HelmValue.Of(".") }, { "key", key } };

    private YamlMap Schedule() => Owner.Of(
        ApiVersion,
        "ScheduledBackup",
        new()
        {
            {
                "spec", new YamlMap
                {
                    { "schedule", HelmValue.Quoted($"{Values}.backup.schedule") },
                    { "immediate", true },
                    { "backupOwnerReference", "self" },
                    { "cluster", Cluster },
                    { "method", "plugin" },
                    { "pluginConfiguration", new YamlMap { { "name", CloudNativePgNames.BarmanPlugin } } },
                }
            },
        },
        CloudNativePgNames.Backups);

    private YamlMap Snapshots() => Owner.Of(
        ApiVersion,
        "ScheduledBackup",
        new()
        {
            {
                "spec", new YamlMap
                {
                    { "schedule", HelmValue.Quoted("printf \"0 %s\" .Values.snapshots.schedule") },
                    { "backupOwnerReference", "self" },
                    { "cluster", Cluster },
                    { "method", "volumeSnapshot" },
                }
            },
        },
        "snapshots");

    private YamlMap? Pooled() => chart.Topology.Pool is { } pool
        ? new()
        {
            { "from", new YamlList { new YamlMap { { "podSelector", new YamlMap { { "matchLabels", OfPooler(pool) } } } } } },
            { "ports", Policy.Ports([PostgresCluster.Port]) },
        }
        : null;

    private YamlMap NetworkPolicy()
    {
        var users = chart.Topology.Workloads.Where(workload => workload.UsesPostgres).Select(workload => workload.Name);
        var self = new YamlMap { { "podSelector", new YamlMap { { "matchLabels", CloudNativePgNames.Selector(chart, cluster) } } } };
        return Policy.Of(
            Owner,
            new()
            {
                Policy.From(users, PostgresCluster.Port),
                Pooled(),
                new YamlMap { { "from", new YamlList { self } }, { "ports", Policy.Ports([PostgresCluster.Port, StatusPort]) } },
                Policy.Peers("from", ".Values.networkPolicy.operatorPeers", StatusPort, PostgresCluster.Port),
                TemplateLine.If(".Values.monitoring.enabled"),
                Policy.Peers("from", ".Values.networkPolicy.monitoringPeers", MetricsPort),
                TemplateLine.End,
                TemplateLine.If(".Values.networkPolicy.scalerPeers"),
                Policy.Peers("from", ".Values.networkPolicy.scalerPeers", PostgresCluster.Port),
                TemplateLine.End,
            },
            new()
            {
                new YamlMap { { "to", new YamlList { self } }, { "ports", Policy.Ports([PostgresCluster.Port, StatusPort]) } },
                Policy.Peers("to", ".Values.networkPolicy.apiServerPeers", 443, 6443),
            },
            CloudNativePgNames.Selector(chart, cluster));
    }
}
