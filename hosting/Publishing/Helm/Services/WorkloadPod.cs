using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>The pods of a service.</summary>
/// <param name="chart">The chart.</param>
/// <param name="workload">The service.</param>
internal sealed class WorkloadPod(Chart chart, Workload workload)
{
    /// <summary>The one shared volume that is not written: the chart makes a Secret of it.</summary>
    public const string SigningKeys = "signing-keys";

    private readonly SecretGroups _secrets = new(chart);

    /// <summary>The head of all objects of the service.</summary>
    public KubernetesObject Owner { get; } = new(chart, workload.Name, WorkloadNames.Component);

    public Pod Build() => new(Owner, [Container()], WorkloadDrain.GraceSecondsOf(workload))
    {
        InitContainers = RolloutOrder.Containers(chart, workload),
        InitCondition = RolloutOrder.IsOn,
        Volumes = Volumes(),
        Annotations = new()
        {
            // Secrets of other names are other files: the pods must be made again. Their contents are followed by the services themselves, or need a restart.
            { "checksum/secrets", HelmValue.Of(".Values.secrets | toJson | sha256sum") },
            TemplateLine.With(Chart.ValueOf(workload, "podAnnotations")),
            TemplateLine.Block("toYaml ."),
            TemplateLine.End,
        },
    };

    /// <summary>The volumes that each pod has for itself.</summary>
    public IEnumerable<Volume> Kept => workload.Volumes.Where(volume => !volume.IsShared);

    private Container Container() => new(workload.Name, chart.Image(workload.Name), Chart.ValueOf(workload, "resources"))
    {
        Environment = new WorkloadEnvironment(chart, workload).Build(),
        Ports = [(WorkloadNames.Port, workload.Port!.Value)],
        Probes = workload.Probes is { } probes
            ? Probe.All(
                Probe.Http(probes.Liveness, WorkloadNames.Port),
                Probe.Http(probes.Readiness, WorkloadNames.Port),
                Probe.Http(probes.Liveness, WorkloadNames.Port),
                workload.IsGateway ? Probe.Hurried : Probe.Unhurried)
            : null,
        Lifecycle = WorkloadDrain.LifecycleOf(workload),
        Mounts = new()
        {
            workload.Secrets.Count > 0 ? SecretFiles.Mount : null,
            { workload.Volumes.Select(volume => Objects.Container.Mount(volume.Name, $"{Chart.DataFolder}/{volume.Name}", isReadOnly: volume.IsShared)) },
        },
    };

    private YamlList Volumes()
    {
        var volumes = new YamlList();
        if (workload.Secrets.Count > 0)
        {
            volumes.Add(SecretFiles.Of(_secrets.Files(workload.Secrets)));
        }

        foreach (var shared in workload.Volumes.Where(volume => volume.IsShared))
        {
            volumes.Add(shared.Name == SigningKeys
                ? new YamlMap { { "name", shared.Name }, { "secret", new YamlMap { { "secretName", _secrets.NameOf(SecretGroups.SigningKeys) }, { "defaultMode", SecretFiles.GroupReads } } } }
                : throw new PublishException($"All replicas of '{workload.Name}' write into the volume '{shared.Name}', for which Kubernetes needs storage that few clusters have: give each replica its own."));
        }

        return volumes;
    }
}
