using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>Keeps the pods of a part on different hosts and in different zones, so that one that is lost takes one of them.</summary>
internal static class Spread
{
    private const string Host = "kubernetes.io/hostname";
    private const string Zone = "topology.kubernetes.io/zone";

    // A StatefulSet's pods have their number in it since 1.28.
    private const string Ordinal = "apps.kubernetes.io/pod-index";

    /// <param name="part">The part.</param>
    /// <param name="beside">Another part whose pod of the same number each pod stands on the same host as; null for none. Clusters before 1.31 know no numbers there: any pod of that part will do.</param>
    public static YamlMap Of(string part, string? beside)
    {
        var term = new YamlMap { { "topologyKey", Host }, { "labelSelector", new YamlMap { { "matchLabels", Labels.Selector(part) } } } };
        return new()
        {
            {
                "affinity", new YamlMap
                {
                    {
                        "podAntiAffinity", new YamlMap
                        {
                            TemplateLine.If("eq .Values.placement.hosts \"apart\""),
                            { "requiredDuringSchedulingIgnoredDuringExecution", new YamlList { term } },
                            TemplateLine.Else,
                            { "preferredDuringSchedulingIgnoredDuringExecution", new YamlList { new YamlMap { { "weight", 100 }, { "podAffinityTerm", term } } } },
                            TemplateLine.End,
                        }
                    },
                    { "podAffinity", beside is null ? null : With(beside) },
                }
            },
            {
                "topologySpreadConstraints", new YamlList
                {
                    new YamlMap
                    {
                        { "maxSkew", 1 },
                        { "topologyKey", Zone },
                        { "whenUnsatisfiable", HelmValue.Of("ternary \"DoNotSchedule\" \"ScheduleAnyway\" (eq .Values.placement.zones \"apart\")") },
                        { "labelSelector", new YamlMap { { "matchLabels", Labels.Selector(part) } } },
                    },
                }
            },
        };
    }

    private static YamlMap With(string part) => new()
    {
        {
            "requiredDuringSchedulingIgnoredDuringExecution",
            new YamlList { new YamlMap { { "topologyKey", Host }, { "labelSelector", new YamlMap { { "matchLabels", Labels.Selector(part) } } }, { "matchLabelKeys", new YamlList { Ordinal } } } }
        },
    };
}
