using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Distribution.Tokens;

/// <summary>Signs tokens: JWS compact serialization (RFC 7515), ES256 only.</summary>
/// <param name="key">The key; it stays the caller's to dispose of.</param>
/// <param name="time">The clock of the tokens that are made here.</param>
public sealed class TokenSigner(SigningKey key, TimeProvider time)
{
    private readonly string _header = CanonicalBase64Url.Encode(Encoding.UTF8.GetBytes($$"""{"alg":"{{Es256.Name}}","kid":"{{key.KeyId}}","typ":"JWT"}"""));

    /// <summary>A user's token, valid from now for <see cref="TokenDefaults.UserLifetime"/>.</summary>
    /// <param name="name">The user.</param>
    /// <param name="roles">What the user may do.</param>
    public string SignUser(string name, IReadOnlyList<string> roles) => Sign(From(TokenDefaults.UserAudience, name, roles, TokenDefaults.UserLifetime));

    /// <summary>A service's token, valid from now for <see cref="TokenDefaults.ServiceLifetime"/>.</summary>
    /// <param name="name">The service.</param>
    public string SignService(string name) => Sign(From(TokenDefaults.ServiceAudience, name, [TokenDefaults.ServiceRole], TokenDefaults.ServiceLifetime));

    /// <summary>The token with these claims.</summary>
    public string Sign(TokenClaims claims)
    {
        var input = $"{_header}.{CanonicalBase64Url.Encode(Write(claims))}";
        return $"{input}.{CanonicalBase64Url.Encode(key.Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private TokenClaims From(string audience, string subject, IReadOnlyList<string> roles, TimeSpan lifetime)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
        return new() { Audience = audience, Subject = subject, Roles = roles, IssuedAt = now, NotBefore = now, ExpiresAt = now + lifetime };
    }

    private static ReadOnlySpan<byte> Write(TokenClaims claims)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("iss", claims.Issuer);
        json.WriteString("aud", claims.Audience);
        json.WriteString("sub", claims.Subject);
        json.WriteStartArray("roles");
        foreach (var role in claims.Roles)
        {
            json.WriteStringValue(role);
        }

        json.WriteEndArray();
        json.WriteNumber("iat", claims.IssuedAt.ToUnixTimeSeconds());
        json.WriteNumber("nbf", claims.NotBefore.ToUnixTimeSeconds());
        json.WriteNumber("exp", claims.ExpiresAt.ToUnixTimeSeconds());
        json.WriteString("jti", claims.Id);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan;
    }
}
