using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Lint.Compose.Documents;

/// <summary>Puts settings in the place of their names: <c>${NAME}</c>, <c>${NAME:-default}</c>, <c>${NAME:?what to do}</c>.</summary>
internal static partial class Interpolation
{
    /// <summary>Stands for what only the operator knows.</summary>
    public const string Unknown = "set-by-the-operator";

    public static YamlNode Apply(YamlNode node, IReadOnlyDictionary<string, string> settings) => node switch
    {
        YamlMappingNode mapping => new YamlMappingNode(mapping.Children.Select(entry => KeyValuePair.Create(entry.Key, Apply(entry.Value, settings)))),
        YamlSequenceNode sequence => new YamlSequenceNode(sequence.Children.Select(item => Apply(item, settings))),
        YamlScalarNode { Value: { } text } scalar when text.Contains('$', StringComparison.Ordinal) => new YamlScalarNode(Apply(text, settings)) { Style = scalar.Style },
        _ => node,
    };

    /// <summary>The settings of a file such as <c>.env</c>.</summary>
    public static IReadOnlyDictionary<string, string> Settings(string text) => text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#' && line.Contains('=', StringComparison.Ordinal))
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.Ordinal);

    private static string Apply(string text, IReadOnlyDictionary<string, string> settings) => Name().Replace(text, match =>
        match.Value == "$$" ? "$"
        : settings.TryGetValue(match.Groups["name"].Value, out var value) && value.Length > 0 ? value
        : match.Groups["default"] is { Success: true } fallback ? fallback.Value
        : Unknown);

    [GeneratedRegex(@"\$\$|\$\{(?<name>\w+)(?::?-(?<default>[^}]*)|:?\?[^}]*)?\}|\$(?<name>\w+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
