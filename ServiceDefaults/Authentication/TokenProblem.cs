using Distribution.ServiceDefaults.Errors;
using Distribution.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>Why a caller is not served.</summary>
internal static class TokenProblem
{
    public static ProblemDetails Missing() => new()
    {
        Status = StatusCodes.Status401Unauthorized,
        Type = ProblemTypes.NoToken,
        Title = "No token",
        Detail = $"The request needs the header 'Authorization: Bearer TOKEN' with a token of POST {KeyPaths.Token}.",
    };

    public static ProblemDetails Refused(string reason) => new()
    {
        Status = StatusCodes.Status401Unauthorized,
        Type = ProblemTypes.BadToken,
        Title = "The token is refused",
        Detail = reason,
    };

    public static ProblemDetails NoKeys() => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Type = ProblemTypes.NoKeys,
        Title = "No keys yet",
        Detail = "This service has not heard from Identity since it was first started, so it can verify no token. Send the request again.",
    };

    public static ProblemDetails NotAllowed(RequiredAccess? required, TokenClaims? caller) => new()
    {
        Status = StatusCodes.Status403Forbidden,
        Type = ProblemTypes.NotAllowed,
        Title = "Not allowed",
        Detail = Detail(required, caller),
    };

    private static string Detail(RequiredAccess? required, TokenClaims? caller)
    {
        if (required is null)
        {
            return "Nobody may call this: it does not say who may.";
        }

        if (caller?.Audience != required.Audience)
        {
            return $"This is for {(required.Audience == TokenDefaults.ServiceAudience ? "services" : "users")}: the token's audience must be '{required.Audience}'.";
        }

        var needed = string.Join(" or ", required.Roles.Select(role => $"'{role}'"));
        return caller.Roles.Count == 0
            ? $"The role {needed} is needed; '{caller.Subject}' has none."
            : $"The role {needed} is needed; '{caller.Subject}' has {string.Join(", ", caller.Roles.Select(role => $"'{role}'"))}.";
    }
}
