using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Customisation;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Services;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Settings;

/// <summary>The values of one service.</summary>
internal static class ServiceSettings
{
    public static Setting Of(Workload workload, KubernetesService said) => Setting.Section(workload.Name, Comment(workload), All(workload, said));

    private static string? Comment(Workload workload) => workload.HasLeader ? "One replica leads; it is rolled out last." : null;

    private static IEnumerable<Setting> All(Workload workload, KubernetesService said)
    {
        if (workload.Kind == WorkloadKind.Service)
        {
            yield return Setting.Number("replicas", WorkloadReplicas.Least(workload), workload.Scaling is null ? null : "Where autoscaling is off.", minimum: 1);
            if (workload.Scaling is { } scaling)
            {
                yield return Autoscaling(scaling with { Minimum = WorkloadReplicas.Least(workload) });
            }

            yield return Setting.List("extraEnv", YamlList.Of(said.Environment.Select(variable => Container.Variable(variable.Key, variable.Value))), "object", "Further variables, as Kubernetes writes them.");
            yield return Setting.Any("podAnnotations", Texts(said.PodAnnotations));
            foreach (var volume in workload.Volumes.Where(volume => !volume.IsShared))
            {
                yield return CommonSettings.Storage("storage", said.StorageSize ?? "1Gi", $"Of the volume '{volume.Name}', one for each replica.");
            }
        }

        yield return Setting.Any("resources", Resources.Of(workload.Resources));
    }

    private static YamlMap Texts(IEnumerable<KeyValuePair<string, string>> texts)
    {
        var map = new YamlMap();
        foreach (var (name, text) in texts)
        {
            map.Add(name, text);
        }

        return map;
    }

    private static Setting Autoscaling(Scaling scaling)
    {
        var isByLoad = scaling.By == ScalingMeasure.Load;
        return Setting.Section("autoscaling", isByLoad ? null : "By the number of jobs that wait; needs KEDA in the cluster.", (Setting[])
        [
            Setting.Switch("enabled", isByLoad),
            Setting.Number("minReplicas", scaling.Minimum, minimum: 1),
            Setting.Number("maxReplicas", scaling.Maximum, minimum: 1),
            .. isByLoad
                ? (Setting[])[Setting.Number("cpuPercent", Scaling.CpuPercent, "Of the requests below."), Setting.Number("memoryPercent", Scaling.MemoryPercent)]
                : [Setting.Number("jobsPerWorker", Scaling.JobsPerWorker, minimum: 1)],
            Setting.Number("scaleDownSeconds", Scaling.ScaleDownSeconds, "For so long less must be enough."),
        ]);
    }
}
