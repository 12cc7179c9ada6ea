using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>The labels that Kubernetes recommends (https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/), and the topology's own, which says what a drill may break.</summary>
internal static class Labels
{
    private const string Part = "app.kubernetes.io/name";
    private const string Instance = "app.kubernetes.io/instance";

    // What runs in an image of a server; the rest is the services' or describes them.
    private static readonly string[] Servers = ["database", "pool", "cache", "backup"];

    private static readonly HelmValue Release = HelmValue.Quoted(".Release.Name");

    /// <summary>What tells the pods of a part from all others; they never change.</summary>
    public static YamlMap Selector(string part) => new() { { Part, part }, { Instance, Release } };

    /// <summary>What all pods of the release have.</summary>
    public static YamlMap OfRelease { get; } = new() { { Instance, Release } };

    /// <summary>The labels of pods. No version is among them: a database whose image is the same is not started again because the chart is another.</summary>
    public static YamlMap OfPods(Chart chart, string part, string component) => new()
    {
        Selector(part),
        { "app.kubernetes.io/component", component },
        { "app.kubernetes.io/part-of", chart.Name },
        { "app.kubernetes.io/managed-by", HelmValue.Of(".Release.Service") },
        { "distribution.dev/topology", Release },
    };

    /// <summary>Every label of an object.</summary>
    public static YamlMap All(Chart chart, string part, string component) => new()
    {
        OfPods(chart, part, component),
        { "app.kubernetes.io/version", HelmValue.Quoted($".Values.image.{(Servers.Contains(component) ? "serverTag" : "tag")} | default .Chart.AppVersion") },
        { "helm.sh/chart", HelmValue.Of("printf \"%s-%s\" .Chart.Name .Chart.Version | replace \"+\" \"_\"") },
    };
}
