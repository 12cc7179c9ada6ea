namespace Distribution.Tokens;

/// <summary>What a token says. Times have whole seconds.</summary>
public sealed record TokenClaims
{
    /// <summary><c>iss</c>: who signed.</summary>
    public string Issuer { get; init; } = TokenDefaults.Issuer;

    /// <summary><c>aud</c>: for whom.</summary>
    public required string Audience { get; init; }

    /// <summary><c>sub</c>: the user's or the service's name.</summary>
    public required string Subject { get; init; }

    /// <summary><c>roles</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary><c>iat</c>.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary><c>nbf</c>.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary><c>exp</c>.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary><c>jti</c>: this token's own name.</summary>
    public string Id { get; init; } = Guid.CreateVersion7().ToString("N");
}
