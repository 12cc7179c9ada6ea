using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Customisation;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Settings;

/// <summary>All values of the chart.</summary>
internal static class ChartSettings
{
    public static IReadOnlyList<Setting> Of(Chart chart) => Of(chart.Topology, chart.Customisations);

    private static IReadOnlyList<Setting> Of(TopologyDescription topology, KubernetesCustomisations customisations) =>
    [
        Setting.Text("fullnameOverride", "", "The start of every object's name; empty: the release's name."),
        Image(topology),
        Placement,
        Setting.Section("rollout", null, Setting.Switch("ordered", true, "In an upgrade a service's new pods wait until those before it are new, the scheduler last. Off: all at once.")),
        Setting.Section(
            "priorityClass",
            "So that a full node evicts others first: a class of the release's own, which only an administrator of the cluster may make, or one by its name.",
            Setting.Switch("create", true),
            Setting.Number("value", 100000),
            Setting.Text("name", "")),
        Secrets,
        Setting.List("users", Users, "object", "With whom an empty identity database begins. Their passwords are made, and are in the Secret of the services, under 'users'."),
        Setting.Section("services", null, topology.Workloads.Select(workload => ServiceSettings.Of(workload, customisations.Of(workload.Name)))),
        .. topology.Postgres is { } postgres ? (Setting[])[PostgresSettings.Of(postgres)] : [],
        .. topology.Valkey is null ? (Setting[])[] : [Valkey],
        Ingress,
        GatewayApi,
        NetworkPolicy,
        Telemetry,
        Monitoring,
        Snapshots,
    ];

    private static Setting Image(TopologyDescription topology) => Setting.Section(
        "image",
        null,
        Setting.Text("registry", "", "Where the images are, as registry.example.org/team; empty: where the nodes look by themselves."),
        Setting.Text("repository", "distribution"),
        Setting.Text("tag", "", "Of the services' images; empty: the chart's appVersion."),
        Setting.Text("serverTag", "", "Of the images of Postgres, PgBouncer and Valkey. They need not change with the services, and every change of it replaces the databases' pods. Empty: the chart's appVersion."),
        Setting.Section(
            "digests",
            "Instead of the tag, sha256:… of each image: what was tested is what runs, whatever a tag says tomorrow.",
            topology.Workloads.Select(workload => workload.Name).Append("postgres").Append("valkey").Distinct(StringComparer.Ordinal).Select(image => Setting.Text(image, "", pattern: "^(sha256:[0-9a-f]{64})?$"))),
        Setting.Choice("pullPolicy", "IfNotPresent", ["IfNotPresent", "Always", "Never"]),
        Setting.List("pullSecrets", [], "object"));

    private static Setting Placement { get; } = Setting.Section(
        "placement",
        "How far the replicas of a part are kept apart. apart: a replica that finds no place waits for one. preferred: it takes any.",
        Setting.Choice("hosts", "preferred", ["preferred", "apart"]),
        Setting.Choice("zones", "preferred", ["preferred", "apart"]),
        Setting.Texts("nodeSelector"),
        Setting.List("tolerations", [], "object"));

    private static Setting Secrets { get; } = Setting.Section(
        "secrets",
        "Secrets that are there already, by name; docs/kubernetes.md lists their keys. Empty: the chart makes them at the install and keeps them at every upgrade. Where templates are rendered without the cluster (helm template, Argo CD), name them all: they would be made anew each time.",
        Setting.Text("postgres", ""),
        Setting.Text("valkey", ""),
        Setting.Text("services", ""),
        Setting.Text("signingKeys", ""));

    private static YamlList Users { get; } =
    [
        User("requester", "requester"), User("requester-2", "requester"), User("approver", "approver"), User("approver-2", "approver"), User("auditor", "auditor"), User("operator", "operator", "requester"),
    ];

    private static YamlMap User(string name, params IEnumerable<string> roles) => new() { { "name", name }, { "roles", YamlList.Of(roles) } };

    private static Setting Valkey { get; } = Setting.Section(
        "valkey",
        null,
        Setting.Choice("mode", "sentinel", ["sentinel", "external", "none"], "sentinel: servers and Sentinels of this chart. external: Sentinels elsewhere. none: without a cache; everything works, and is slower."),
        CommonSettings.Storage("storage", "2Gi"),
        CommonSettings.Storage("sentinelStorage", "1Gi"),
        Setting.Any("resources", Resources.Of(WorkloadResources.Small)),
        Setting.Any("sentinelResources", Resources.Of(WorkloadResources.Small)),
        Setting.Section(
            "external",
            "The password of the user app is in the Secret that secrets.valkey names.",
            Setting.Text("sentinels", "", "HOST:PORT of each, separated by commas."),
            Setting.List("ports", [ValkeyCluster.Port, ValkeyCluster.SentinelPort], "integer"),
            Setting.List("peers", [], "object", "As NetworkPolicyPeer; empty: anywhere, on these ports.")));

    private static Setting Ingress { get; } = Setting.Section(
        "ingress",
        "How people come in: by an Ingress …",
        Setting.Switch("enabled", false),
        Setting.Text("className", ""),
        Setting.Text("host", ""),
        Setting.Switch("tls", true),
        Setting.Text("issuer", "", "A ClusterIssuer of cert-manager; empty: the Secret RELEASE-gateway-tls is made in another way."),
        Setting.Texts("annotations"));

    private static Setting GatewayApi { get; } = Setting.Section(
        "gatewayApi",
        "… or by a route of the Gateway API, whose Gateway has the certificate.",
        Setting.Switch("enabled", false),
        Setting.List("parentRefs", [], "object"),
        Setting.List("hostnames", [], "string"));

    private static Setting NetworkPolicy { get; } = Setting.Section(
        "networkPolicy",
        "Everything is refused that the topology does not need. Each list has entries as NetworkPolicyPeer.",
        Setting.Switch("enabled", true),
        Setting.List("gatewayPeers", [], "object", "Who reaches the gateway; empty: everybody."),
        Setting.List("dnsPeers", [Namespace("kube-system")], "object", "Who answers questions for names; empty: anybody, on port 53."),
        Setting.List("apiServerPeers", [], "object", "The API server, for the managers of the database; empty: anywhere, on 443 and 6443."),
        Setting.List("operatorPeers", [Namespace("cnpg-system")], "object", "CloudNativePG's operator."),
        Setting.List("monitoringPeers", [Namespace("monitoring")], "object", "Who scrapes metrics."),
        Setting.List("scalerPeers", [], "object", "KEDA, where it counts the jobs that wait."),
        Setting.List("poolPeers", [], "object", "Tools that come through PgBouncer."));

    private static YamlMap Namespace(string name) => new() { { "namespaceSelector", new YamlMap { { "matchLabels", new YamlMap { { "kubernetes.io/metadata.name", name } } } } } };

    private static Setting Telemetry { get; } = Setting.Section(
        "telemetry",
        "Where traces, metrics and logs go, by OTLP. It should be outside of this cluster, or the cluster's end ends the news of it.",
        Setting.Text("endpoint", "", "http://HOST:PORT; empty: nowhere.", "^(https?://[^:/]+:[0-9]+.*)?$"),
        Setting.Choice("protocol", "grpc", ["grpc", "http/protobuf"]),
        Setting.List("peers", [], "object"));

    private static Setting Monitoring { get; } = Setting.Section(
        "monitoring",
        "Needs Prometheus' operator.",
        Setting.Switch("enabled", false),
        Setting.Texts("labels", "By which your Prometheus finds its objects."),
        Setting.Text("runbooks", "https://example.org/docs/runbooks", "Where docs/runbooks is served; each alert links to its page."));

    private static Setting Snapshots { get; } = Setting.Section(
        "snapshots",
        "Snapshots of the volumes, beside the backups; they are no older than the schedule and no safer than the storage.",
        Setting.Switch("enabled", false),
        Setting.Text("class", "", "A VolumeSnapshotClass; empty: the default one."),
        Setting.Text("schedule", "30 1 * * *"),
        Setting.Number("keep", 7, "Of each volume.", minimum: 1));
}
