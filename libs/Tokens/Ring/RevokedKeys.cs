using System.Text.Json;
using System.Text.Json.Serialization;

namespace Distribution.Tokens;

/// <summary>The answer of <c>/.well-known/revoked-keys</c>.</summary>
/// <param name="KeyIds">Keys that were withdrawn before their time.</param>
public sealed record RevokedKeys([property: JsonPropertyName("kids")] IReadOnlyList<string> KeyIds)
{
    /// <summary>Reads the answer.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static RevokedKeys Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, TokensJson.Default.RevokedKeys) is { KeyIds: not null } revoked && !revoked.KeyIds.Contains(null)
                ? revoked
                : throw new FormatException("A list of withdrawn keys is an object with an array 'kids' of strings.");
        }
        catch (JsonException failure)
        {
            throw new FormatException($"Not a list of withdrawn keys: {failure.Message}", failure);
        }
    }

    /// <summary>The list as it is published.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TokensJson.Default.RevokedKeys);
}
