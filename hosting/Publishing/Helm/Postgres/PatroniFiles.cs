using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Postgres;

/// <summary>The database cluster as a StatefulSet of our image: Patroni, with Kubernetes as the store in which it elects.</summary>
/// <param name="chart">The chart.</param>
/// <param name="cluster">The cluster.</param>
internal sealed class PatroniFiles(Chart chart, PostgresCluster cluster)
{
    /// <summary>What it is for.</summary>
    public const string Component = "database";

    /// <summary>Patroni's own interface: https://patroni.readthedocs.io/en/latest/rest_api.html.</summary>
    public const int ManagerPort = 8008;

    /// <summary>The name of Postgres' port.</summary>
    public const string PostgresPort = "postgres";

    /// <summary>The name of Patroni's port.</summary>
    public const string ManagerPortName = "patroni";

    private const string Volume = "postgres";

    // Patroni gives Postgres 10 s for its shutdown checkpoint, hands over to the standby and ends.
    private const int GraceSeconds = 40;

    /// <summary>The label by which Patroni knows the pods of its cluster.</summary>
    private const string Scope = "cluster-name";

    private readonly SecretGroups _secrets = new(chart);

    private KubernetesObject Owner => new(chart, cluster.Name, Component);

    private string ScopeName => chart.NameOf(cluster.Name);

    private static readonly (string, int)[] Ports = [(PostgresPort, PostgresCluster.Port), (ManagerPortName, ManagerPort)];

    public IEnumerable<ChartFile> Build()
    {
        yield return ChartFile.Template(cluster.Name, "rbac", [Account.Of(Owner).When(Chart.IsPatroni), Role().When(Chart.IsPatroni), Binding().When(Chart.IsPatroni)]);
        yield return ChartFile.Template(cluster.Name, "service", NetworkService.Headless(Owner, cluster.Name, alsoUnready: true, Ports).When(Chart.IsPatroni), Primary().When(Chart.IsPatroni));
        yield return ChartFile.Template(cluster.Name, "statefulset", StatefulSet.Of(
            Pods(), HelmValue.Of(".Values.postgres.patroni.members"), chart.NameOf(cluster.Name), Claim.Of(Volume, cluster.Name, ".Values.postgres.patroni.storage")).When(Chart.IsPatroni));
        yield return ChartFile.Template(cluster.Name, "poddisruptionbudget", Budget.Of(Owner).When(Chart.IsPatroni));
        yield return ChartFile.Template(cluster.Name, "networkpolicy", NetworkPolicy().When(Chart.IsPatroni));
    }

    // For tools that know one host; Patroni writes the role on the pods.
    private YamlMap Primary() => Owner.Of(
        "v1",
        "Service",
        new() { { "spec", new YamlMap { { "type", "ClusterIP" }, NetworkService.Body(Owner, [(PostgresPort, PostgresCluster.Port)], new() { { "role", "primary" } }) } } },
        $"{cluster.Name}-primary");

    // Where Patroni keeps its leader, its settings and its history, and the label of its pods: nothing beyond its namespace, and no Secrets.
    private YamlMap Role() => Owner.Of("rbac.authorization.k8s.io/v1", "Role", new()
    {
        {
            "rules", new YamlList
            {
                Rule("configmaps", "create", "get", "list", "patch", "update", "watch", "delete"),
                Rule("pods", "get", "list", "patch", "update", "watch"),
            }
        },
    });

    private static YamlMap Rule(string resource, params IEnumerable<string> verbs) =>
        new() { { "apiGroups", new YamlList { "" } }, { "resources", new YamlList { resource } }, { "verbs", YamlList.Of(verbs) } };

    private YamlMap Binding() => Owner.Of("rbac.authorization.k8s.io/v1", "RoleBinding", new()
    {
        { "roleRef", new YamlMap { { "apiGroup", "rbac.authorization.k8s.io" }, { "kind", "Role" }, { "name", chart.NameOf(cluster.Name) } } },
        { "subjects", new YamlList { new YamlMap { { "kind", "ServiceAccount" }, { "name", chart.NameOf(cluster.Name) }, { "namespace", HelmValue.Of(".Release.Namespace") } } } },
    });

    private Pod Pods() => new(Owner, [Container()], GraceSeconds)
    {
        Labels = new() { { Scope, ScopeName } },
        Volumes = new() { SecretFiles.WithToken(_secrets.Files(cluster.Secrets)) },
        Annotations = new() { { "checksum/secrets", HelmValue.Of(".Values.secrets | toJson | sha256sum") } },
    };

    private Container Container() => new("postgres", chart.Image("postgres"), ".Values.postgres.patroni.resources")
    {
        Environment = new()
        {
            Objects.Container.Variable("CLUSTER_NAME", ScopeName),
            Objects.Container.OfPod("MEMBER_NAME", "metadata.name"),
            Objects.Container.Variable("MEMBER_HOST", $"$(MEMBER_NAME).{chart.NameOf(cluster.Name)}"),
            Objects.Container.OfPod("POD_IP", "status.podIP"),
            Objects.Container.Variable("DATABASES", string.Join(',', cluster.Databases)),
            Objects.Container.Variable("STORE", "kubernetes"),
            Objects.Container.Variable("KUBERNETES_LABELS", $"app.kubernetes.io/name={cluster.Name},app.kubernetes.io/instance={{{{ .Release.Name }}}}"),
            TemplateLine.With(".Values.postgres.patroni.sharedBuffers"),
            Objects.Container.Variable("POSTGRES_SHARED_BUFFERS", HelmValue.Of(".")),
            TemplateLine.End,
        },
        Ports = Ports,

        // A standby is cloned before it is ready, which takes as long as its data is large: its Patroni is up all that time, and that is what a start waits for.
        Probes = Probe.All(Probe.Http("/liveness", ManagerPortName), Probe.Http("/readiness", ManagerPortName), Probe.Http("/liveness", ManagerPortName)),

        // Endpoints and the pool are told that it leaves before it does.
        Lifecycle = new() { { "preStop", Probe.Command("sleep", "2") } },
        Mounts = new() { SecretFiles.Mount, Objects.Container.Mount(Volume, $"{Chart.DataFolder}/{Volume}") },
    };

    private YamlMap NetworkPolicy()
    {
        var users = chart.Topology.Workloads.Where(workload => workload.UsesPostgres).Select(workload => workload.Name);
        string[] pool = chart.Topology.Pool is { } name ? [name.Name] : [];
        return Policy.Of(
            Owner,
            new()
            {
                Policy.From([.. users, .. pool, cluster.Name], PostgresCluster.Port),
                Policy.From([.. pool, cluster.Name], ManagerPort),
                TemplateLine.If(".Values.monitoring.enabled"),
                Policy.Peers("from", ".Values.networkPolicy.monitoringPeers", ManagerPort),
                TemplateLine.End,
                TemplateLine.If(".Values.networkPolicy.scalerPeers"),
                Policy.Peers("from", ".Values.networkPolicy.scalerPeers", PostgresCluster.Port),
                TemplateLine.End,
            },
            [Policy.To([cluster.Name], PostgresCluster.Port, ManagerPort), Policy.Peers("to", ".Values.networkPolicy.apiServerPeers", 443, 6443)]);
    }
}
