using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>Pods of which one is like the other.</summary>
internal static class Deployment
{
    /// <param name="pod">Its pods; their part is its name.</param>
    /// <param name="replicas">The entry that says how many, with the condition under which it says so.</param>
    /// <param name="annotations">Annotations.</param>
    public static YamlMap Of(Pod pod, YamlMap replicas, YamlMap? annotations = null) => pod.Owner.Of("apps/v1", "Deployment", Body(pod, replicas), annotations: annotations);

    private static YamlMap Body(Pod pod, YamlMap replicas) => new()
    {
        {
            "spec", new YamlMap
            {
                replicas,
                { "revisionHistoryLimit", 3 },
                { "progressDeadlineSeconds", 600 },

                // A new one is ready before an old one leaves: an upgrade takes no capacity away.
                { "strategy", new YamlMap { { "type", "RollingUpdate" }, { "rollingUpdate", new YamlMap { { "maxUnavailable", 0 }, { "maxSurge", 1 } } } } },
                { "selector", new YamlMap { { "matchLabels", Labels.Selector(pod.Owner.Part) } } },
                { "template", pod.Build() },
            }
        },
    };
}
