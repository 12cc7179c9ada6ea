using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>At most one pod of a part leaves at a time for maintenance. One that is unhealthy may always be evicted: otherwise it would keep its node from ever being drained.</summary>
internal static class Budget
{
    public static YamlMap Of(KubernetesObject owner) => owner.Of("policy/v1", "PodDisruptionBudget", new()
    {
        {
            "spec", new YamlMap
            {
                { "maxUnavailable", 1 },
                { "unhealthyPodEvictionPolicy", "AlwaysAllow" },
                { "selector", new YamlMap { { "matchLabels", Labels.Selector(owner.Part) } } },
            }
        },
    });
}
