namespace Distribution.Publishing.Helm.Yaml;

/// <summary>An entry of a mapping, or a line of Helm between two.</summary>
/// <param name="Key">The key; null for a line.</param>
/// <param name="Value">The value, or the line.</param>
internal sealed record YamlEntry(string? Key, object Value);
