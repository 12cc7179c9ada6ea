using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Snapshots;

/// <summary>
/// Snapshots of all volumes of the release that are not CloudNativePG's, which makes its own. Kubernetes has no schedule for them, so a job makes one of each volume and takes the oldest away. A snapshot of a running
/// server is what its disk would be after a loss of power, which Postgres and Valkey both recover from.
/// </summary>
internal static class SnapshotFiles
{
    private const string Part = "snapshots";
    private const string IsOn = ".Values.snapshots.enabled";
    private const string Python = "/usr/bin/python3";
    private const int DeadlineSeconds = 300;

    public static IEnumerable<ChartFile> Of(Chart chart)
    {
        var owner = new KubernetesObject(chart, Part, "backup");
        yield return ChartFile.Template(Part, "rbac", Account.Of(owner).When(IsOn), Role(owner).When(IsOn), Binding(owner).When(IsOn));
        yield return ChartFile.Template(Part, "cronjob", CronJob(owner).When(IsOn));
        yield return ChartFile.Template(Part, "networkpolicy", Policy.Of(owner, [], [Policy.Peers("to", ".Values.networkPolicy.apiServerPeers", 443, 6443)]).When(IsOn));
    }

    private static YamlMap Role(KubernetesObject owner) => owner.Of("rbac.authorization.k8s.io/v1", "Role", new()
    {
        {
            "rules", new YamlList
            {
                new YamlMap { { "apiGroups", new YamlList { "" } }, { "resources", new YamlList { "persistentvolumeclaims" } }, { "verbs", new YamlList { "list" } } },
                new YamlMap { { "apiGroups", new YamlList { "snapshot.storage.k8s.io" } }, { "resources", new YamlList { "volumesnapshots" } }, { "verbs", new YamlList { "create", "delete", "list" } } },
            }
        },
    });

    private static YamlMap Binding(KubernetesObject owner) => owner.Of("rbac.authorization.k8s.io/v1", "RoleBinding", new()
    {
        { "roleRef", new YamlMap { { "apiGroup", "rbac.authorization.k8s.io" }, { "kind", "Role" }, { "name", owner.Chart.NameOf(Part) } } },
        { "subjects", new YamlList { new YamlMap { { "kind", "ServiceAccount" }, { "name", owner.Chart.NameOf(Part) }, { "namespace", HelmValue.Of(".Release.Namespace") } } } },
    });

    private static YamlMap CronJob(KubernetesObject owner)
    {
        var container = new Container(Part, owner.Chart.Image("postgres"), ".Values.postgres.pool.resources")
        {
            Command = [Python, "-c", SnapshotScript.Text],
            Environment =
            [
                Container.Variable("RELEASE", HelmValue.Quoted(".Release.Name")),
                Container.Variable("CLASS", HelmValue.Quoted(".Values.snapshots.class")),
                Container.Variable("KEEP", HelmValue.Quoted(".Values.snapshots.keep")),
            ],
            Mounts = [SecretFiles.Mount],
        };
        var pod = new Pod(owner, [container], GraceSeconds: 10) { Volumes = [SecretFiles.WithToken([])], IsSpread = false, RestartPolicy = "Never" };
        return owner.Of("batch/v1", "CronJob", new()
        {
            {
                "spec", new YamlMap
                {
                    { "schedule", HelmValue.Quoted(".Values.snapshots.schedule") },
                    { "concurrencyPolicy", "Forbid" },
                    { "startingDeadlineSeconds", 3600 },
                    { "successfulJobsHistoryLimit", 1 },
                    { "failedJobsHistoryLimit", 3 },
                    {
                        "jobTemplate", new YamlMap
                        {
                            { "spec", new YamlMap { { "backoffLimit", 2 }, { "activeDeadlineSeconds", DeadlineSeconds }, { "ttlSecondsAfterFinished", 86400 }, { "template", pod.Build() } } },
                        }
                    },
                }
            },
        });
    }
}
