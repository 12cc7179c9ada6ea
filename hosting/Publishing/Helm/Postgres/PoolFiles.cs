using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Postgres;

/// <summary>PgBouncer before Patroni's cluster. CloudNativePG has its own, and whoever runs the database elsewhere has theirs.</summary>
/// <param name="chart">The chart.</param>
/// <param name="cluster">The cluster.</param>
/// <param name="pool">The pool.</param>
internal sealed class PoolFiles(Chart chart, PostgresCluster cluster, ConnectionPool pool)
{
    private const string Port = "pgbouncer";
    private const int GraceSeconds = 20;

    private static readonly YamlMap Excuse = new() { { "lint.distribution.dev/stateless-replicas", "Only tools come through the pool, and two of it outlive any one node" } };

    private KubernetesObject Owner => new(chart, pool.Name, "pool");

    public IEnumerable<ChartFile> Build()
    {
        yield return ChartFile.Template(pool.Name, "serviceaccount", Account.Of(Owner).When(Chart.IsPatroni));
        yield return ChartFile.Template(pool.Name, "service", NetworkService.Of(Owner, (Port, ConnectionPool.Port)).When(Chart.IsPatroni));
        yield return ChartFile.Template(pool.Name, "deployment", Deployment.Of(Pods(), new() { { "replicas", HelmValue.Of(".Values.postgres.pool.replicas") } }, Excuse).When(Chart.IsPatroni));
        yield return ChartFile.Template(pool.Name, "poddisruptionbudget", Budget.Of(Owner).When(Chart.IsPatroni));
        yield return ChartFile.Template(pool.Name, "networkpolicy", NetworkPolicy().When(Chart.IsPatroni));
    }

    private Pod Pods() => new(Owner, [Container()], GraceSeconds)
    {
        Volumes = new() { SecretFiles.Of(new SecretGroups(chart).Files(cluster.Secrets.Where(secret => secret.Role is not null))) },
        Annotations = new() { { "checksum/secrets", HelmValue.Of(".Values.secrets | toJson | sha256sum") } },
    };

    private Container Container() => new("pgbouncer", chart.Image("postgres"), ".Values.postgres.pool.resources")
    {
        Arguments = ["pgbouncer"],
        Environment =
        [
            Objects.Container.Variable("POSTGRES_HOSTS", chart.Include("postgres.hosts")),
            Objects.Container.Variable("DATABASES", string.Join(',', cluster.Databases)),
        ],
        Ports = [(Port, ConnectionPool.Port)],
        Probes = Probe.All(Probe.Tcp(Port), Probe.Command("/usr/local/bin/entrypoint", "health", "pgbouncer"), Probe.Tcp(Port)),
        Lifecycle = new() { { "preStop", Probe.Command("sleep", "5") } },
        Mounts = [SecretFiles.Mount],
    };

    // The services follow the primary themselves: only tools come through the pool, from where an operator says.
    private YamlMap NetworkPolicy() => Policy.Of(
        Owner,
        new()
        {
            TemplateLine.If(".Values.networkPolicy.poolPeers"),
            Policy.Peers("from", ".Values.networkPolicy.poolPeers", ConnectionPool.Port),
            TemplateLine.End,
        },
        [Policy.To([cluster.Name], PostgresCluster.Port, PatroniFiles.ManagerPort)]);
}
