using Distribution.Api.Callers;
using Distribution.Api.Providers;
using Distribution.Api.Reviews;
using Distribution.Api.Validation;

namespace Distribution.Api.Policies;

/// <summary>What an operator writes into a policy; the meaning of each is at <see cref="Policy"/>.</summary>
internal sealed record PolicyTerms(
    string Role,
    string[] Targets,
    string[] Requesters,
    string[] Approvers,
    int Approvals,
    int LongestSeconds,
    string? Provider,
    bool BreakGlass,
    int ReviewSeconds)
{
    private const int MostEntries = 50;
    private const int MostApprovals = 5;

    /// <summary>30 days: what is needed for longer is not just-in-time access.</summary>
    public const int LongestOfAll = 30 * 24 * 3600;

    public static PolicyTerms From(Fields fields, ProviderSet providers) => new(
        fields.Text("role", Texts.Slug),
        fields.TextList("targets", MostEntries, TargetPattern.Fault),
        fields.TextList("requesters", MostEntries, RoleFault),
        fields.TextList("approvers", MostEntries, RoleFault),
        fields.Whole("approvals", 1, MostApprovals),
        fields.Whole("longestSeconds", 1, LongestOfAll),
        fields.OptionalText("provider", Texts.Slug, providers.Fault),
        fields.Flag("breakGlass"),
        fields.OptionalWhole("reviewSeconds", 1, LongestOfAll, ReviewDefaults.Seconds));

    private static string? RoleFault(string role) => role == Caller.Anybody ? null : Texts.Slug.Fault(role);
}
