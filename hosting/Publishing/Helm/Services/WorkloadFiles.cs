using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Policies;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>All objects of a service.</summary>
internal static class WorkloadFiles
{
    public static IEnumerable<ChartFile> Of(Chart chart, Workload workload)
    {
        var pods = new WorkloadPod(chart, workload);
        var scaling = new WorkloadScaling(pods.Owner, workload);
        var owner = pods.Owner;
        (string, int) port = (WorkloadNames.Port, workload.Port!.Value);
        yield return ChartFile.Template(workload.Name, "serviceaccount", Account.Of(owner));
        yield return ChartFile.Template(workload.Name, "service", NetworkService.Of(owner, port), NetworkService.Headless(owner, WorkloadNames.Headless(workload.Name), alsoUnready: false, port));
        yield return pods.Kept.Any()
            ? ChartFile.Template(workload.Name, "statefulset", StatefulSet.Of(
                pods.Build(),
                HelmValue.Of(Chart.ValueOf(workload, "replicas")),
                chart.NameOf(WorkloadNames.Headless(workload.Name)),
                pods.Kept.Select(volume => Claim.Of(volume.Name, workload.Name, Chart.ValueOf(workload, "storage")))))
            : ChartFile.Template(workload.Name, "deployment", Deployment.Of(pods.Build(), scaling.Replicas(), WorkloadReplicas.Excuse(workload)));
        yield return ChartFile.Template(workload.Name, "poddisruptionbudget", Budget.Of(owner));
        yield return ChartFile.Template(workload.Name, "networkpolicy", new WorkloadPolicy(chart, workload).Build());
        if (scaling.Build().ToList() is { Count: > 0 } scalers)
        {
            yield return ChartFile.Template(workload.Name, "autoscaling", [.. scalers]);
        }
    }
}
