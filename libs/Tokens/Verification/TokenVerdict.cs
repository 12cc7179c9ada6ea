using System.Diagnostics.CodeAnalysis;

namespace Distribution.Tokens;

/// <summary>What verification found.</summary>
/// <param name="Claims">What a valid token says; null for a refused one, of which nothing is to be believed.</param>
/// <param name="Refusal">Why it was refused; null for a valid one.</param>
/// <param name="Reason">The same for people, without anything of the token but its key's name and its times.</param>
public sealed record TokenVerdict(TokenClaims? Claims, TokenRefusal? Refusal, string? Reason)
{
    /// <summary>Whether the token holds.</summary>
    [MemberNotNullWhen(true, nameof(Claims))]
    [MemberNotNullWhen(false, nameof(Refusal), nameof(Reason))]
    public bool IsValid => Claims is not null;

    internal static TokenVerdict Valid(TokenClaims claims) => new(claims, null, null);

    internal static TokenVerdict Refused(TokenRefusal refusal, string reason) => new(null, refusal, reason);
}
