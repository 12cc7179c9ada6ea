using Distribution.Publishing.Emitting;
using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm;

/// <summary>A file of the chart.</summary>
/// <param name="Path">Below the chart's folder.</param>
/// <param name="Content">Its text.</param>
internal sealed record ChartFile(string Path, string Content)
{
    /// <summary>A template of one or several objects.</summary>
    /// <param name="part">Whose they are.</param>
    /// <param name="kind">What they are.</param>
    /// <param name="documents">The objects.</param>
    public static ChartFile Template(string part, string kind, params IEnumerable<YamlMap> documents) => new($"templates/{part}/{kind}.yaml", YamlText.Of(documents));

    /// <summary>The file in the folder of a chart.</summary>
    public EmittedFile In(string chart) => new($"{chart}/{Path}", Content);
}
