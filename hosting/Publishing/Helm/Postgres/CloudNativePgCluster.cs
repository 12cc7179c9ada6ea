using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Postgres;

/// <summary>
/// The database cluster as CloudNativePG runs it (https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/). An acknowledged write is on a second instance's disk; as with Patroni, the loss of the last
/// standby does not stop writes, because the operator never promotes one that lacks acknowledged ones.
/// </summary>
/// <param name="chart">The chart.</param>
/// <param name="cluster">The cluster.</param>
internal sealed class CloudNativePgCluster(Chart chart, PostgresCluster cluster)
{
    private const string Values = ".Values.postgres.cloudnativepg";
    private const string Origin = "origin";

    private string First => cluster.Databases[0];

    public YamlMap Build() => new KubernetesObject(chart, cluster.Name, PatroniFiles.Component).Of("postgresql.cnpg.io/v1", "Cluster", new()
    {
        {
            "spec", new YamlMap
            {
                { "instances", HelmValue.Of($"{Values}.instances") },
                TemplateLine.With($"{Values}.imageName"),
                { "imageName", HelmValue.Of(".") },
                TemplateLine.End,
                { "primaryUpdateStrategy", "unsupervised" },
                { "primaryUpdateMethod", "switchover" },
                { "enablePDB", true },
                { "failoverDelay", 0 },
                { "switchoverDelay", 30 },
                { "stopDelay", 60 },
                {
                    "postgresql", new YamlMap
                    {
                        { "synchronous", new YamlMap { { "method", "any" }, { "number", 1 }, { "dataDurability", HelmValue.Of($"{Values}.dataDurability") } } },
                        { "parameters", Parameters() },
                    }
                },
                { "bootstrap", Bootstrap() },
                TemplateLine.If($"{Values}.recovery.enabled"),
                { "externalClusters", new YamlList { new YamlMap { { "name", Origin }, { "plugin", Plugin(new() { { "serverName", HelmValue.Quoted($"{Values}.recovery.serverName") } }) } } } },
                TemplateLine.End,
                { "managed", new YamlMap { { "roles", YamlList.Of(Roles.Where(role => role != $"{First}_owner").Select(Managed)) } } },
                { "storage", Storage($"{Values}.storage") },
                { "walStorage", Storage($"{Values}.walStorage") },
                { "resources", new YamlMap { TemplateLine.Block($"toYaml {Values}.resources") } },
                {
                    "affinity", new YamlMap
                    {
                        { "enablePodAntiAffinity", true },
                        { "topologyKey", "kubernetes.io/hostname" },
                        { "podAntiAffinityType", HelmValue.Of("ternary \"required\" \"preferred\" (eq .Values.placement.hosts \"apart\")") },
                    }
                },
                {
                    "topologySpreadConstraints", new YamlList
                    {
                        new YamlMap
                        {
                            { "maxSkew", 1 },
                            { "topologyKey", "topology.kubernetes.io/zone" },
                            { "whenUnsatisfiable", HelmValue.Of("ternary \"DoNotSchedule\" \"ScheduleAnyway\" (eq .Values.placement.zones \"apart\")") },
                            { "labelSelector", new YamlMap { { "matchLabels", CloudNativePgNames.Selector(chart, cluster) } } },
                        },
                    }
                },
                TemplateLine.With($"include \"{chart.Name}.priorityClass\" ."),
                { "priorityClassName", HelmValue.Of(".") },
                TemplateLine.End,
                TemplateLine.If($"{Values}.backup.enabled"),
                { "plugins", new YamlList { Plugin([], isArchiver: true) } },
                TemplateLine.End,
                TemplateLine.With(".Values.snapshots.class"),
                { "backup", new YamlMap { { "volumeSnapshot", new YamlMap { { "className", HelmValue.Of(".") }, { "snapshotOwnerReference", "backup" } } } } },
                TemplateLine.End,
                { "inheritedMetadata", new YamlMap { { "labels", new YamlMap { { "distribution.dev/topology", HelmValue.Quoted(".Release.Name") } } } } },
            }
        },
    });

    /// <summary>All roles: of each database the one that reads and writes rows, and the one that makes tables.</summary>
    public IEnumerable<string> Roles => cluster.Secrets.Select(secret => secret.Role).OfType<string>();

    // The same as with Patroni, where the operator lets one say it.
    private static YamlMap Parameters() => new()
    {
        { "max_connections", "300" },
        { "jit", "off" },
        { "hot_standby_feedback", "on" },
        { "wal_receiver_status_interval", "1s" },
        { "wal_receiver_timeout", "5s" },
        { "wal_sender_timeout", "5s" },
        { "tcp_keepalives_idle", "5" },
        { "tcp_keepalives_interval", "1" },
        { "tcp_keepalives_count", "5" },
    };

    private YamlMap Bootstrap() => new()
    {
        TemplateLine.If($"{Values}.recovery.enabled"),
        {
            "recovery", new YamlMap
            {
                { "source", Origin },
                TemplateLine.With($"{Values}.recovery.targetTime"),
                { "recoveryTarget", new YamlMap { { "targetTime", HelmValue.Quoted(".") } } },
                TemplateLine.End,
            }
        },
        TemplateLine.Else,
        {
            "initdb", new YamlMap
            {
                { "database", First },
                { "owner", $"{First}_owner" },
                { "secret", new YamlMap { { "name", CloudNativePgNames.RoleSecret(chart, $"{First}_owner") } } },
                { "encoding", "UTF8" },
                { "localeCollate", "C.UTF-8" },
                { "localeCType", "C.UTF-8" },
                { "dataChecksums", true },
            }
        },
        TemplateLine.End,
    };

    private YamlMap Managed(string role) => new()
    {
        { "name", role },
        { "ensure", "present" },
        { "login", true },
        { "passwordSecret", new YamlMap { { "name", CloudNativePgNames.RoleSecret(chart, role) } } },
    };

    private static YamlMap Storage(string value) => new()
    {
        { "size", HelmValue.Of($"{value}.size") },
        TemplateLine.With($"{value}.class"),
        { "storageClass", HelmValue.Of(".") },
        TemplateLine.End,
    };

    private YamlMap Plugin(YamlMap also, bool isArchiver = false) => new()
    {
        { "name", CloudNativePgNames.BarmanPlugin },
        { "isWALArchiver", isArchiver ? true : null },
        { "parameters", new YamlMap { { "barmanObjectName", chart.NameOf(CloudNativePgNames.Backups) }, also } },
    };
}
