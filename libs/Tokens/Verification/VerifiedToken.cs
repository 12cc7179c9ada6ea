namespace Distribution.Tokens;

/// <summary>A token whose signature is good.</summary>
internal sealed record VerifiedToken(string KeyId, TokenClaims Claims);
