using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Postgres;
using Distribution.Publishing.Helm.Valkey;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Policies;

/// <summary>The ways out to the database, the cache and the collector of telemetry, wherever these are.</summary>
internal static class Servers
{
    /// <summary>To the database.</summary>
    public static YamlList Postgres(Chart chart) => chart.Topology.Postgres is { } cluster
        ? new()
        {
            TemplateLine.If(Chart.IsPatroni),
            Policy.To([cluster.Name], PostgresCluster.Port),
            TemplateLine.End,
            TemplateLine.If(Chart.IsCloudNativePg),
            new YamlMap
            {
                { "to", new YamlList { new YamlMap { { "podSelector", new YamlMap { { "matchLabels", CloudNativePgNames.Selector(chart, cluster) } } } } } },
                { "ports", Policy.Ports([PostgresCluster.Port]) },
            },
            TemplateLine.End,
            TemplateLine.If(Chart.IsExternalPostgres),
            Policy.Peers("to", ".Values.postgres.external.peers", HelmValue.Of($"include \"{chart.Name}.postgres.port\" .")),
            TemplateLine.End,
        }
        : [];

    /// <summary>To the cache.</summary>
    public static YamlList Valkey(Chart chart) => chart.Topology.Valkey is { } cluster
        ? new()
        {
            TemplateLine.If(Chart.IsBundledValkey),
            Policy.To([cluster.Name], ValkeyCluster.Port),
            Policy.To([ValkeyNames.Sentinel(cluster)], ValkeyCluster.SentinelPort),
            TemplateLine.End,
            TemplateLine.If("eq .Values.valkey.mode \"external\""),
            new YamlMap
            {
                { "ports", new YamlList { TemplateLine.Range(".Values.valkey.external.ports"), new YamlMap { { "port", HelmValue.Of(".") }, { "protocol", "TCP" } }, TemplateLine.End } },
                TemplateLine.With(".Values.valkey.external.peers"),
                { "to", new YamlMap { TemplateLine.Block("toYaml .") } },
                TemplateLine.End,
            },
            TemplateLine.End,
        }
        : [];

    /// <summary>To whoever collects telemetry.</summary>
    public static YamlList Telemetry { get; } = new()
    {
        TemplateLine.If(".Values.telemetry.endpoint"),
        Policy.Peers("to", ".Values.telemetry.peers", HelmValue.Of("(urlParse .Values.telemetry.endpoint).host | splitList \":\" | last")),
        TemplateLine.End,
    };
}
