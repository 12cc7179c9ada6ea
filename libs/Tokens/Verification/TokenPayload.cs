using System.Text.Json;

namespace Distribution.Tokens;

/// <summary>Reads claims: all of ours must be there and of their type; those that we do not know say nothing.</summary>
internal static class TokenPayload
{
    private const int MostRoles = 32;

    /// <summary>The end of the year 9999.</summary>
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static TokenClaims? Read(byte[] payload)
    {
        if (!StrictJson.TryParse(payload, out var document))
        {
            return null;
        }

        using (document)
        {
            var root = document.RootElement;
            return root.Text("iss") is { } issuer && root.Text("aud") is { } audience && root.Text("sub") is { } subject && root.Text("jti") is { } id
                && Roles(root) is { } roles && Time(root, "iat") is { } issued && Time(root, "nbf") is { } begin && Time(root, "exp") is { } end
                ? new() { Issuer = issuer, Audience = audience, Subject = subject, Id = id, Roles = roles, IssuedAt = issued, NotBefore = begin, ExpiresAt = end }
                : null;
        }
    }

    private static string[]? Roles(JsonElement root)
    {
        if (!root.TryGetProperty("roles", out var roles) || roles.ValueKind != JsonValueKind.Array || roles.GetArrayLength() > MostRoles)
        {
            return null;
        }

        var texts = roles.EnumerateArray().Select(role => role.ValueKind == JsonValueKind.String ? role.TextOrNull() : null).ToArray();
        return texts.Contains(null) ? null : [.. texts.OfType<string>()];
    }

    private static DateTimeOffset? Time(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var seconds) && seconds >= 0 && seconds <= Latest
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
