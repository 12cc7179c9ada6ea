using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distribution.Tokens;

/// <summary>The published keys (RFC 7517, section 5).</summary>
/// <param name="Keys">Every key; those of other kinds than ours are skipped by who uses them, as the RFC asks.</param>
public sealed record JsonWebKeySet([property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys)
{
    /// <summary>Reads a set.</summary>
    /// <exception cref="FormatException">It is no key set.</exception>
    public static JsonWebKeySet Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TokensJson.Default.JsonWebKeySet) is { Keys: { } keys } set && keys.All(key => key is { KeyType: not null })
                ? set
                : throw new FormatException("A key set is an object with an array 'keys' of objects with 'kty'.");
        }
        catch (JsonException failure)
        {
            throw new FormatException($"Not a key set: {failure.Message}", failure);
        }
    }

    /// <summary>The set as it is published.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TokensJson.Default.JsonWebKeySet);
}
