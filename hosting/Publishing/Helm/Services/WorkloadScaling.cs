using Distribution.Publishing.Description;
using Distribution.Publishing.Helm.Objects;
using Distribution.Publishing.Helm.Secrets;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Services;

/// <summary>How a service grows and shrinks, and the number of its replicas where it does not.</summary>
/// <param name="owner">The head of the service's objects.</param>
/// <param name="workload">The service.</param>
internal sealed class WorkloadScaling(KubernetesObject owner, Workload workload)
{
    /// <summary>What the scaler of KEDA asks; the same as the metric jobs.depth, libs/Jobs/Administration/JobAdministration.cs.</summary>
    private const string QueueDepth = "SELECT count(*) FROM jobs WHERE state = 'queued' AND due_at <= now()";

    private readonly string _values = Chart.ValueOf(workload, "autoscaling");

    /// <summary>The replicas of its Deployment. Where an autoscaler sets them, they are not set here: every upgrade would set them back.</summary>
    public YamlMap Replicas()
    {
        var replicas = new YamlMap { { "replicas", HelmValue.Of(Chart.ValueOf(workload, "replicas")) } };
        return workload.Scaling is null ? replicas : replicas.When($"not {_values}.enabled");
    }

    /// <summary>What scales it; none where it stays as it is.</summary>
    public IEnumerable<YamlMap> Build() => workload.Scaling?.By switch
    {
        ScalingMeasure.Load => [ByLoad().When($"{_values}.enabled")],
        ScalingMeasure.QueueDepth => [Credentials().When($"{_values}.enabled"), ByQueue().When($"{_values}.enabled")],
        _ => [],
    };

    private YamlMap Behavior => new()
    {
        { "scaleDown", new YamlMap { { "stabilizationWindowSeconds", HelmValue.Of($"{_values}.scaleDownSeconds") } } },
    };

    private YamlMap ByLoad() => owner.Of("autoscaling/v2", "HorizontalPodAutoscaler", new()
    {
        {
            "spec", new YamlMap
            {
                { "scaleTargetRef", new YamlMap { { "apiVersion", "apps/v1" }, { "kind", "Deployment" }, { "name", owner.Chart.NameOf(workload.Name) } } },
                { "minReplicas", HelmValue.Of($"{_values}.minReplicas") },
                { "maxReplicas", HelmValue.Of($"{_values}.maxReplicas") },
                { "metrics", new YamlList { Metric("cpu", "cpuPercent"), Metric("memory", "memoryPercent") } },
                { "behavior", Behavior },
            }
        },
    });

    private YamlMap Metric(string resource, string value) => new()
    {
        { "type", "Resource" },
        { "resource", new YamlMap { { "name", resource }, { "target", new YamlMap { { "type", "Utilization" }, { "averageUtilization", HelmValue.Of($"{_values}.{value}") } } } } },
    };

    private Secret Passfile => workload.Secrets.FirstOrDefault(secret => secret.Database is not null)
        ?? throw new PublishException($"'{workload.Name}' is to grow with a queue and has no database: reference the one that holds its jobs, or let it grow with its load.");

    // The queue is a table. Any member may be asked: a standby that is behind by a moment makes no difference.
    private YamlMap ByQueue() => owner.Of("keda.sh/v1alpha1", "ScaledObject", new()
    {
        {
            "spec", new YamlMap
            {
                { "scaleTargetRef", new YamlMap { { "name", owner.Chart.NameOf(workload.Name) } } },
                { "pollingInterval", 10 },
                { "minReplicaCount", HelmValue.Of($"{_values}.minReplicas") },
                { "maxReplicaCount", HelmValue.Of($"{_values}.maxReplicas") },
                { "fallback", new YamlMap { { "failureThreshold", 3 }, { "replicas", HelmValue.Of($"{_values}.minReplicas") } } },
                { "advanced", new YamlMap { { "horizontalPodAutoscalerConfig", new YamlMap { { "behavior", Behavior } } } } },
                {
                    "triggers", new YamlList
                    {
                        new YamlMap
                        {
                            { "type", "postgresql" },
                            {
                                "metadata", new YamlMap
                                {
                                    { "host", owner.Chart.Include("postgres.one") },
                                    { "port", HelmValue.Quoted($"include \"{owner.Chart.Name}.postgres.port\" .") },
                                    { "userName", Passfile.Role },
                                    { "dbName", Passfile.Database },
                                    { "sslmode", "prefer" },
                                    { "query", QueueDepth },
                                    { "targetQueryValue", HelmValue.Quoted($"{_values}.jobsPerWorker") },
                                }
                            },
                            { "authenticationRef", new YamlMap { { "name", owner.Chart.NameOf(workload.Name) } } },
                        },
                    }
                },
            }
        },
    });

    private YamlMap Credentials() => owner.Of("keda.sh/v1alpha1", "TriggerAuthentication", new()
    {
        {
            "spec", new YamlMap
            {
                {
                    "secretTargetRef", new YamlList
                    {
                        new YamlMap { { "parameter", "password" }, { "name", new SecretGroups(owner.Chart).NameOf(SecretGroups.Postgres) }, { "key", RawPassword.KeyOf(Passfile) } },
                    }
                },
            }
        },
    });
}
