using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Settings;

/// <summary>One of the chart's values: what values.yaml says, and what values.schema.json accepts.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Default">What holds unless an operator says otherwise.</param>
/// <param name="Comment">What it is for, where its name does not say so.</param>
/// <param name="Schema">What is accepted, as JSON Schema.</param>
internal sealed record Setting(string Name, object Default, string? Comment, YamlMap Schema)
{
    /// <summary>Text, of a form if one is given.</summary>
    public static Setting Text(string name, string value, string? comment = null, string? pattern = null) =>
        new(name, value, comment, new() { { "type", "string" }, { "pattern", pattern } });

    /// <summary>One of several words.</summary>
    public static Setting Choice(string name, string value, IEnumerable<string> words, string? comment = null) =>
        new(name, value, comment, new() { { "type", "string" }, { "enum", YamlList.Of(words) } });

    /// <summary>Yes or no.</summary>
    public static Setting Switch(string name, bool value, string? comment = null) => new(name, value, comment, new() { { "type", "boolean" } });

    /// <summary>A number.</summary>
    public static Setting Number(string name, int value, string? comment = null, int minimum = 0) =>
        new(name, value, comment, new() { { "type", "integer" }, { "minimum", minimum } });

    /// <summary>A mapping that is handed over to Kubernetes as it is.</summary>
    public static Setting Any(string name, YamlMap value, string? comment = null) => new(name, value, comment, new() { { "type", "object" } });

    /// <summary>A mapping of names to texts.</summary>
    public static Setting Texts(string name, string? comment = null) =>
        new(name, new YamlMap(), comment, new() { { "type", "object" }, { "additionalProperties", new YamlMap { { "type", "string" } } } });

    /// <summary>A sequence whose items are handed over as they are.</summary>
    public static Setting List(string name, YamlList value, string item, string? comment = null) =>
        new(name, value, comment, new() { { "type", "array" }, { "items", new YamlMap { { "type", item } } } });

    /// <summary>Several values under one key; another key than these is refused.</summary>
    public static Setting Section(string name, string? comment, params IEnumerable<Setting> children)
    {
        var all = children.ToList();
        return new(name, SettingTree.Defaults(all), comment, SettingTree.Schema(all));
    }
}
