namespace Distribution.Api.Requests;

/// <summary>Somebody's wish for a role on a target.</summary>
/// <param name="Id">Its id; ids grow with time.</param>
/// <param name="Policy">The policy by which it is decided.</param>
/// <param name="Requester">Who asked.</param>
/// <param name="Role">For which role.</param>
/// <param name="Target">On what.</param>
/// <param name="DurationSeconds">For how long.</param>
/// <param name="Reason">Why.</param>
/// <param name="BreakGlass">Whether the glass was broken: granted at once, and to be reviewed.</param>
/// <param name="State">pending, approved, denied, or lapsed when nobody decided in time.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="DecidedAt">When it left pending.</param>
/// <param name="GrantId">What came of it.</param>
/// <param name="Decisions">Who said what.</param>
internal sealed record AccessRequest(
    Guid Id,
    string Policy,
    string Requester,
    string Role,
    string Target,
    int DurationSeconds,
    string Reason,
    bool BreakGlass,
    string State,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt,
    Guid? GrantId,
    IReadOnlyList<Decision> Decisions)
{
    public const string Pending = "pending";
    public const string Approved = "approved";
    public const string Denied = "denied";
    public const string Lapsed = "lapsed";

    public static readonly IReadOnlyList<string> States = [Pending, Approved, Denied, Lapsed];
}
