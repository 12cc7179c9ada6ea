using System.Security.Claims;
using Distribution.Tokens;

namespace Distribution.ServiceDefaults.Authentication;

/// <summary>Makes <c>HttpContext.User</c> of a verified token.</summary>
internal static class CallerIdentity
{
    public static ClaimsPrincipal Of(TokenClaims token)
    {
        var identity = new ClaimsIdentity(TokenScheme.Name, TokenScheme.NameClaim, TokenScheme.RoleClaim);
        identity.AddClaim(new(TokenScheme.NameClaim, token.Subject));
        identity.AddClaim(new(TokenScheme.AudienceClaim, token.Audience));
        identity.AddClaim(new(TokenScheme.TokenIdClaim, token.Id));
        foreach (var role in token.Roles)
        {
            identity.AddClaim(new(TokenScheme.RoleClaim, role));
        }

        return new(identity);
    }
}
