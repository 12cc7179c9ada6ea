using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>Pods with names and volumes that stay.</summary>
internal static class StatefulSet
{
    /// <param name="pod">Its pods; their part is its name.</param>
    /// <param name="replicas">How many, a number or an expression.</param>
    /// <param name="serviceName">The headless service that names them.</param>
    /// <param name="claims">What each of them keeps.</param>
    public static YamlMap Of(Pod pod, object replicas, string serviceName, params IEnumerable<YamlMap> claims) => pod.Owner.Of("apps/v1", "StatefulSet", new()
    {
        {
            "spec", new YamlMap
            {
                { "serviceName", serviceName },
                { "replicas", replicas },

                // All at once: after the loss of everything the members must find each other, in whatever order they come. An update still goes one by one.
                { "podManagementPolicy", "Parallel" },
                { "updateStrategy", new YamlMap { { "type", "RollingUpdate" } } },
                { "revisionHistoryLimit", 3 },
                { "selector", new YamlMap { { "matchLabels", Labels.Selector(pod.Owner.Part) } } },
                { "template", pod.Build() },
                { "volumeClaimTemplates", YamlList.Of(claims) },
            }
        },
    });
}
