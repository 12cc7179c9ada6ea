using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>The head of every object: its kind, name, namespace and labels.</summary>
/// <param name="chart">The chart.</param>
/// <param name="part">What it belongs to: <c>api</c>.</param>
/// <param name="component">What that is for: <c>service</c>, <c>database</c>, <c>cache</c>.</param>
internal sealed class KubernetesObject(Chart chart, string part, string component)
{
    /// <summary>What it belongs to.</summary>
    public string Part { get; } = part;

    /// <summary>The chart.</summary>
    public Chart Chart { get; } = chart;

    /// <summary>Every label.</summary>
    public YamlMap Labels => Objects.Labels.All(Chart, Part, component);

    /// <summary>The labels of its pods.</summary>
    public YamlMap PodLabels => Objects.Labels.OfPods(Chart, Part, component);

    /// <summary>An object.</summary>
    /// <param name="apiVersion">Group and version.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="body">What comes after the metadata.</param>
    /// <param name="name">Its name after the release's; the part's without.</param>
    /// <param name="annotations">Annotations.</param>
    /// <param name="labels">Labels beside the recommended ones.</param>
    public YamlMap Of(string apiVersion, string kind, YamlMap body, string? name = null, YamlMap? annotations = null, YamlMap? labels = null) => new()
    {
        { "apiVersion", apiVersion },
        { "kind", kind },
        {
            "metadata", new YamlMap
            {
                { "name", Chart.NameOf(name ?? Part) },
                { "namespace", HelmValue.Of(".Release.Namespace") },
                { "labels", new YamlMap { Labels, labels } },
                { "annotations", annotations },
            }
        },
        body,
    };
}
