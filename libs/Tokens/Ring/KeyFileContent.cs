using System.Text.Json.Serialization;

namespace Distribution.Tokens;

/// <summary>What a verifier keeps over a restart: a key set (RFC 7517) with one more member.</summary>
/// <param name="Keys">The published keys.</param>
/// <param name="Revoked">The withdrawn ones.</param>
internal sealed record KeyFileContent(
    [property: JsonPropertyName("keys")] IReadOnlyList<JsonWebKey> Keys,
    [property: JsonPropertyName("revoked")] IReadOnlyList<string>? Revoked);
