using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Lint.Yaml;

/// <summary>A place in a YAML document, whether something is there or not, so that a rule can ask for a path without asking for each step.</summary>
/// <param name="Node">What is there; null when nothing is.</param>
internal readonly record struct Field(YamlNode? Node)
{
    /// <summary>The entry of a mapping.</summary>
    public Field this[string key] => Node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new(value) : default;

    /// <summary>Whether something other than null is there.</summary>
    public bool Exists => Node is not null and not YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    /// <summary>The text of a scalar; null when it is none.</summary>
    public string? Text => Exists ? (Node as YamlScalarNode)?.Value : null;

    /// <summary>The value of a whole number; null when it is none.</summary>
    public int? Number => int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether it is the word true.</summary>
    public bool IsTrue => Text == "true";

    /// <summary>Whether it is the word false.</summary>
    public bool IsFalse => Text == "false";

    /// <summary>The items of a sequence.</summary>
    public IEnumerable<Field> Items => Node is YamlSequenceNode sequence ? sequence.Children.Select(item => new Field(item)) : [];

    /// <summary>The texts of a sequence of scalars.</summary>
    public IEnumerable<string> Texts => Items.Select(item => item.Text).OfType<string>();

    /// <summary>The entries of a mapping.</summary>
    public IEnumerable<KeyValuePair<string, Field>> Entries =>
        Node is YamlMappingNode mapping ? mapping.Children.Select(entry => KeyValuePair.Create(((YamlScalarNode)entry.Key).Value ?? "", new Field(entry.Value))) : [];

    /// <summary>The entries of a mapping of scalars.</summary>
    public IReadOnlyDictionary<string, string> Map => Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Text ?? "", StringComparer.Ordinal);

    /// <summary>Its line in the text, from 1; 0 when nothing is there.</summary>
    public int Line => (int)(Node?.Start.Line ?? 0);

    /// <summary>Whether both hold the same.</summary>
    public bool Same(Field other) => Exists && other.Exists && Node!.Equals(other.Node);

    /// <summary>Itself and everything below it.</summary>
    public IEnumerable<Field> Descendants =>
        [this, .. Entries.SelectMany(entry => entry.Value.Descendants), .. Items.SelectMany(item => item.Descendants)];
}
