using Microsoft.AspNetCore.Http;

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>The token of the Authorization field (RFC 6750, 2.1); nowhere else are tokens looked for.</summary>
internal static class BearerHeader
{
    private const string Prefix = TokenScheme.Name + " ";

    /// <summary>The token; null without the field or with another scheme. A field that comes twice is no token that anybody could verify, and empty.</summary>
    public static string? Token(HttpRequest request) => request.Headers.Authorization switch
    {
        [] => null,
        [{ } field] => field.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? field[Prefix.Length..].Trim(' ') : null,
        _ => "",
    };
}
