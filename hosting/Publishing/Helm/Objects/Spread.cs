using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>Keeps the pods of a part on different hosts and in different zones, so that one that is lost takes one of them.</summary>
internal static class Spread
{
    private const string Host = "kubernetes.io/hostname";
    private const string Zone = "topology.kubernetes.io/zone";

    public static YamlMap Of(string part)
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
}
