using System.Text.Json.Serialization;

namespace Distribution.Api.Grants;

/// <summary>
/// A role that somebody has on a target for a while.
/// <para>
/// A grant is made provisioning. A job has its provider give the access, and it is active; or the provider refuses for good, and it has failed. Its
/// end is ordered by the sweep when its time is up, or by a revocation, or by a review: from then on it is withdrawing and cannot be used any more.
/// A job has the provider take the access away, and only then it is expired or revoked. While the provider fails it stays what it is: nothing is
/// called done that is not. Each step is one transaction together with its audit record and the order of the job that comes next, and a step
/// that finds the grant elsewhere does nothing.
/// </para>
/// </summary>
/// <param name="Id">Its id; ids grow with time.</param>
/// <param name="RequestId">The request that it comes from; there is never a second grant for it.</param>
/// <param name="Grantee">Who has it.</param>
/// <param name="Role">The role.</param>
/// <param name="Target">On what.</param>
/// <param name="State">provisioning, active, withdrawing, expired, revoked or failed. After <paramref name="ExpiresAt"/> it is withdrawing, swept or not.</param>
/// <param name="GrantedAt">From when, by the database's clock.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="ActivatedAt">When its provider gave the access.</param>
/// <param name="EndedAt">When its end was ordered.</param>
/// <param name="EndedBy">By whom.</param>
/// <param name="EndedNote">What was said of that.</param>
/// <param name="WithdrawnAt">When its provider took the access away.</param>
/// <param name="Provider">Which one.</param>
/// <param name="Review">What is to be said of it afterwards; null unless the glass was broken for it.</param>
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
    DateTimeOffset? ActivatedAt,
    DateTimeOffset? EndedAt,
    string? EndedBy,
    string? EndedNote,
    DateTimeOffset? WithdrawnAt,
    string Provider,
    GrantReview? Review,
    long Uses)
{
    public const string Provisioning = "provisioning";
    public const string Active = "active";
    public const string Withdrawing = "withdrawing";
    public const string Expired = "expired";
    public const string Revoked = "revoked";
    public const string Failed = "failed";

    public static readonly IReadOnlyList<string> States = [Provisioning, Active, Withdrawing, Expired, Revoked, Failed];

    [JsonIgnore]
    public bool IsOver => State is not (Provisioning or Active);
}
