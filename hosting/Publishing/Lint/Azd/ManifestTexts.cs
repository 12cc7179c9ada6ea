using System.Text.Json.Nodes;

namespace Distribution.Publishing.Lint.Azd;

/// <summary>Every text of a resource, with the place where it stands.</summary>
internal static class ManifestTexts
{
    public static IEnumerable<(string Place, string Text)> Of(JsonNode? node, string place) => node switch
    {
        JsonObject properties => properties.SelectMany(property => Of(property.Value, $"{place}.{property.Key}")),
        JsonArray items => items.SelectMany((item, index) => Of(item, $"{place}[{index}]")),
        JsonValue value when value.TryGetValue<string>(out var text) => [(place, text)],
        _ => [],
    };
}
