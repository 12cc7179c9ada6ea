using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Distribution.Tokens;

/// <summary>A published key (RFC 7517): the public half of an ES256 key.</summary>
/// <param name="KeyType"><c>EC</c>.</param>
/// <param name="Curve"><c>P-256</c>.</param>
/// <param name="X">The first coordinate, 32 bytes in base64url.</param>
/// <param name="Y">The second coordinate, likewise.</param>
/// <param name="KeyId">Its name in the headers of tokens.</param>
/// <param name="Use"><c>sig</c>.</param>
/// <param name="Algorithm"><c>ES256</c>.</param>
public sealed record JsonWebKey(
    [property: JsonPropertyName("kty")] string KeyType,
    [property: JsonPropertyName("crv")] string? Curve,
    [property: JsonPropertyName("x")] string? X,
    [property: JsonPropertyName("y")] string? Y,
    [property: JsonPropertyName("kid")] string? KeyId,
    [property: JsonPropertyName("use")] string? Use,
    [property: JsonPropertyName("alg")] string? Algorithm)
{
    internal static JsonWebKey Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var x = CanonicalBase64Url.Encode(point.X);
        var y = CanonicalBase64Url.Encode(point.Y);
        return new(Es256.KeyType, Es256.Curve, x, y, Thumbprint(x, y), "sig", Es256.Name);
    }

    /// <summary>The thumbprint of RFC 7638: a key's name follows from the key, so no two keys share one.</summary>
    private static string Thumbprint(string x, string y) =>
        CanonicalBase64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"{{Es256.Curve}}","kty":"{{Es256.KeyType}}","x":"{{x}}","y":"{{y}}"}""")));
}
