using Distribution.Publishing.Compose.Yaml;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Lint.Compose.Documents;

/// <summary>Puts one file on another as compose does: mappings key by key, sequences one after the other, everything else replaced; <c>!reset</c> takes away, <c>!override</c> replaces whole.</summary>
internal static class ComposeMerge
{
    private const string Override = "!override";

    // A command line is one thing.
    private static readonly HashSet<string> Whole = new(["command", "entrypoint", "test"], StringComparer.Ordinal);

    public static YamlNode Merge(YamlNode below, YamlNode above) => Merge("", below, above);

    private static YamlNode Merge(string key, YamlNode below, YamlNode above)
    {
        if (Has(above, Override) || Whole.Contains(key))
        {
            return above;
        }

        return (below, above) switch
        {
            (YamlMappingNode first, YamlMappingNode second) => Merge(first, second),
            (YamlSequenceNode first, YamlSequenceNode second) => new YamlSequenceNode(first.Children.Concat(second.Children)),
            _ => above,
        };
    }

    private static YamlMappingNode Merge(YamlMappingNode below, YamlMappingNode above)
    {
        var merged = new YamlMappingNode();
        foreach (var (key, value) in below.Children.Where(entry => !above.Children.TryGetValue(entry.Key, out var other) || !Has(other, RemovalConverter.Tag)))
        {
            merged.Add(key, above.Children.TryGetValue(key, out var other) ? Merge(key.ToString(), value, other) : value);
        }

        foreach (var (key, value) in above.Children.Where(entry => !below.Children.ContainsKey(entry.Key) && !Has(entry.Value, RemovalConverter.Tag)))
        {
            merged.Add(key, value is YamlMappingNode inner ? Merge(new YamlMappingNode(), inner) : value);
        }

        return merged;
    }

    private static bool Has(YamlNode node, string tag) => !node.Tag.IsEmpty && node.Tag.Value == tag;
}
