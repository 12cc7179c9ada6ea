namespace Distribution.Api.Grants;

/// <summary>A role that somebody has on a target for a while.</summary>
/// <param name="Id">Its id; ids grow with time.</param>
/// <param name="RequestId">The request that it comes from; there is never a second grant for it.</param>
/// <param name="Grantee">Who has it.</param>
/// <param name="Role">The role.</param>
/// <param name="Target">On what.</param>
/// <param name="State">active, expired or revoked. After <paramref name="ExpiresAt"/> it is expired, swept or not.</param>
/// <param name="GrantedAt">From when, by the database's clock.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="EndedAt">When it was swept or revoked.</param>
/// <param name="EndedBy">By whom.</param>
/// <param name="EndedNote">What was said of the revocation.</param>
/// <param name="Uses">How often it was used.</param>
internal sealed record Grant(
    Guid Id,
    Guid RequestId,
    string Grantee,
    string Role,
    string Target,
    string State,
    DateTimeOffset GrantedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    string? EndedNote,
    long Uses)
{
    public const string Active = "active";
    public const string Expired = "expired";
    public const string Revoked = "revoked";

    public static readonly IReadOnlyList<string> States = [Active, Expired, Revoked];
}
