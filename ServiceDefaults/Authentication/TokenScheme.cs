namespace Distribution.ServiceDefaults.Authentication;

/// <summary>Names of the scheme and of what it puts into <c>HttpContext.User</c>.</summary>
public static class TokenScheme
{
    /// <summary>The scheme (RFC 6750).</summary>
    public const string Name = "Bearer";

    /// <summary>The type of the name claim.</summary>
    public const string NameClaim = "sub";

    /// <summary>The type of each role claim.</summary>
    public const string RoleClaim = "roles";

    /// <summary>The type of the claim that tells users from services: <see cref="Tokens.TokenDefaults.UserAudience"/> or <see cref="Tokens.TokenDefaults.ServiceAudience"/>.</summary>
    public const string AudienceClaim = "aud";

    /// <summary>The type of the claim with the token's own name.</summary>
    public const string TokenIdClaim = "jti";
}
