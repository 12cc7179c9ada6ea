using Distribution.Api.Callers;

namespace Distribution.Api.Policies;

/// <summary>A rule by which roles are given.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Version">The version of the whole set in which it last changed.</param>
/// <param name="Role">The role that it gives.</param>
/// <param name="Targets">On what: names, or beginnings of names with a <c>*</c> at the end.</param>
/// <param name="Requesters">Who may ask: roles of callers, <c>*</c> for anybody.</param>
/// <param name="Approvers">Who may approve or deny: roles of callers, <c>*</c> for anybody but the one who asks.</param>
/// <param name="Approvals">How many people must approve, 1–5.</param>
/// <param name="LongestSeconds">For how long at most.</param>
/// <param name="Provider">Which provider gives the access; null for the target's, or the default one.</param>
/// <param name="BreakGlass">Whether who may ask may have it at once, without an approval, to be reviewed afterwards.</param>
/// <param name="ReviewSeconds">By when such a grant has to be reviewed.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="UpdatedBy">By whom.</param>
internal sealed record Policy(
    string Name,
    long Version,
    string Role,
    string[] Targets,
    string[] Requesters,
    string[] Approvers,
    int Approvals,
    int LongestSeconds,
    string? Provider,
    bool BreakGlass,
    int ReviewSeconds,
    DateTimeOffset UpdatedAt,
    string UpdatedBy)
{
    public bool Covers(string role, string target)
        => Role == role && Targets.Any(pattern => TargetPattern.Matches(pattern, target));

    public bool MayAsk(Caller caller) => caller.IsOneOf(Requesters);

    public bool SaysTheSameAs(PolicyTerms terms)
        => Role == terms.Role
            && Targets.SequenceEqual(terms.Targets)
            && Requesters.SequenceEqual(terms.Requesters)
            && Approvers.SequenceEqual(terms.Approvers)
            && Approvals == terms.Approvals
            && LongestSeconds == terms.LongestSeconds
            && Provider == terms.Provider
            && BreakGlass == terms.BreakGlass
            && ReviewSeconds == terms.ReviewSeconds;
}
