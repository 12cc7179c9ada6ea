using System.Globalization;
using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Valkey;

/// <summary>
/// The servers, or the Sentinels. Each has a Service with an address of its own, which stays when its pod is another one: Sentinels know each other and the servers by address, and the name of a dead pod would be no
/// name at all.
/// </summary>
/// <param name="chart">The chart.</param>
/// <param name="cluster">The cluster.</param>
/// <param name="isSentinel">Which of the two.</param>
internal sealed class ValkeyMembers(Chart chart, ValkeyCluster cluster, bool isSentinel)
{
    private const string Pod = "statefulset.kubernetes.io/pod-name";

    // A server hands its data to a replica or ends by itself within shutdown-timeout, 3 s.
    private const int GraceSeconds = 15;

    // 5 min of 2 s each: a server waits until the Sentinels agree on a primary, and reads its data before it listens.
    private const int StartupTries = 150;

    private readonly SecretGroups _secrets = new(chart);

    private string Part => isSentinel ? ValkeyNames.Sentinel(cluster) : cluster.Name;

    private string Role => isSentinel ? "sentinel" : "server";

    // The image's folder of each.
    private string Volume => isSentinel ? "sentinel" : "valkey";

    private (string Name, int Number) Port => isSentinel ? (ValkeyNames.SentinelPort, ValkeyCluster.SentinelPort) : (ValkeyNames.ServerPort, ValkeyCluster.Port);

    private int Count => isSentinel ? cluster.Sentinels : cluster.Servers;

    private KubernetesObject Owner => new(chart, Part, ValkeyNames.Component);

    public IEnumerable<ChartFile> Build()
    {
        yield return ChartFile.Template(Part, "serviceaccount", Account.Of(Owner).When(Chart.IsBundledValkey));
        yield return ChartFile.Template(Part, "service", [NetworkService.Headless(Owner, Part, alsoUnready: true, Port).When(Chart.IsBundledValkey), .. Members().Select(member => member.When(Chart.IsBundledValkey))]);
        yield return ChartFile.Template(Part, "statefulset", StatefulSet.Of(Pods(), Count, chart.NameOf(Part), Claim.Of(Volume, Part, isSentinel ? ".Values.valkey.sentinelStorage" : ".Values.valkey.storage")).When(Chart.IsBundledValkey));
        yield return ChartFile.Template(Part, "poddisruptionbudget", Budget.Of(Owner).When(Chart.IsBundledValkey));
        yield return ChartFile.Template(Part, "networkpolicy", NetworkPolicy().When(Chart.IsBundledValkey));
    }

    private IEnumerable<YamlMap> Members() => Enumerable.Range(0, Count).Select(number => Owner.Of(
        "v1",
        "Service",
        new()
        {
            {
                "spec", new YamlMap
                {
                    { "type", "ClusterIP" },

                    // A member must be found before it is ready: it becomes ready by finding the others.
                    { "publishNotReadyAddresses", true },
                    NetworkService.Body(Owner, [Port], new() { { Pod, chart.NameOf(Name(number)) } }),
                }
            },
        },
        Name(number)));

    private string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"{Part}-{number}");

    private Pod Pods() => new(Owner, [Container()], GraceSeconds)
    {
        // Votes are then split as the copies are. With two servers, the primary one of them, and one Sentinel on a lost side, that side goes on acknowledging writes that the other side, with two votes, replaces.
        Beside = isSentinel && cluster.Sentinels <= cluster.Servers ? cluster.Name : null,
        Volumes = new() { SecretFiles.Of(_secrets.Files(cluster.Secrets)) },
        Annotations = new() { { "checksum/secrets", HelmValue.Of(".Values.secrets | toJson | sha256sum") } },
    };

    private Container Container() => new(Role, chart.Image("valkey"), isSentinel ? ".Values.valkey.sentinelResources" : ".Values.valkey.resources")
    {
        Arguments = new() { Role },
        Environment = new()
        {
            Objects.Container.Variable("CLUSTER_NAME", cluster.Name),
            Objects.Container.OfPod("POD_NAME", "metadata.name"),
            Objects.Container.Variable("MEMBER_HOST", $"$(POD_NAME).{Chart.ServiceDomain}"),
            Objects.Container.Variable("SERVERS", chart.Include("valkey.servers")),
            Objects.Container.Variable("SENTINELS", chart.Include("valkey.sentinels")),
            Objects.Container.Variable("INITIAL_PRIMARY", chart.ServiceOf($"{cluster.Name}-0")),
            Objects.Container.Variable("QUORUM", cluster.Quorum.ToString(CultureInfo.InvariantCulture)),
        },
        Ports = [Port],
        Probes = Probe.All(Probe.Tcp(Port.Name), Probe.Command("/usr/local/bin/entrypoint", "health", Role), Probe.Tcp(Port.Name), readinessSeconds: 10, startupTries: StartupTries),

        // Connections that are about to be made go elsewhere by then; the Sentinels need no notice.
        Lifecycle = new() { { "preStop", Probe.Command("sleep", "1") } },
        Mounts = new() { SecretFiles.Mount, Objects.Container.Mount(Volume, $"{Chart.DataFolder}/{Volume}") },
    };

    private YamlMap NetworkPolicy()
    {
        string[] members = [cluster.Name, ValkeyNames.Sentinel(cluster)];
        var users = chart.Topology.Workloads.Where(workload => workload.UsesValkey).Select(workload => workload.Name);
        return Policies.Policy.Of(
            Owner,
            [Policies.Policy.From([.. users, .. members], Port.Number)],
            [Policies.Policy.To([cluster.Name], ValkeyCluster.Port), Policies.Policy.To([ValkeyNames.Sentinel(cluster)], ValkeyCluster.SentinelPort)]);
    }
}
