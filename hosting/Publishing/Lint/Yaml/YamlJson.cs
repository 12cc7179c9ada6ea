using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Distribution.Publishing.Lint.Yaml;

/// <summary>Reads YAML as kubectl and Helm do: by the rules of YAML 1.1, under which an unquoted <c>yes</c> is a boolean and <c>0440</c> is 288.</summary>
internal static partial class YamlJson
{
    private static readonly HashSet<string> True = new(StringComparer.Ordinal) { "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" };
    private static readonly HashSet<string> False = new(StringComparer.Ordinal) { "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" };

    /// <summary>What is at a place, as JSON.</summary>
    public static JsonNode? Convert(Field field) => field.Node switch
    {
        YamlMappingNode => new JsonObject(field.Entries.Select(entry => KeyValuePair.Create(entry.Key, Convert(entry.Value)))),
        YamlSequenceNode => new JsonArray([.. field.Items.Select(Convert)]),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar => Plain(scalar.Value ?? ""),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        _ when True.Contains(text) => JsonValue.Create(true),
        _ when False.Contains(text) => JsonValue.Create(false),
        _ when Octal().IsMatch(text) => JsonValue.Create(System.Convert.ToInt64(text, 8)),
        _ when Decimal().IsMatch(text) => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
        _ when Float().IsMatch(text) => JsonValue.Create(double.Parse(text, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(text),
    };

    [GeneratedRegex("^0[0-7]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Octal();

    [GeneratedRegex("^[-+]?(0|[1-9][0-9]{0,17})$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Decimal();

    [GeneratedRegex(@"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Float();
}
