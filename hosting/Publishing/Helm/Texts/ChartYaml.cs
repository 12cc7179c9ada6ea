using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Texts;

/// <summary>The chart's own description, and what is left out of its package.</summary>
internal static class ChartYaml
{
    /// <summary>Since 1.27 a budget lets unhealthy pods be evicted.</summary>
    private const string Kubernetes = ">=1.27.0-0";

    public static ChartFile Ignored { get; } = new(".helmignore", "*.md\n*.orig\n*.tmp\n.git/\n");

    public static ChartFile File(Chart chart) => new("Chart.yaml", YamlText.Of(new YamlMap
    {
        { "apiVersion", "v2" },
        { "name", chart.Name },
        { "description", "A highly available topology, made from its AppHost" },
        { "type", "application" },
        { "version", chart.Topology.Version },
        { "appVersion", chart.Topology.Version },
        { "kubeVersion", Kubernetes },
    }));
}
