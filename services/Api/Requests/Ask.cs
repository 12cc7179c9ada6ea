using Distribution.Api.Policies;
using Distribution.Api.Reviews;
using Distribution.Api.Validation;

namespace Distribution.Api.Requests;

/// <summary>What somebody asks for.</summary>
/// <param name="Role">The role.</param>
/// <param name="Target">On what.</param>
/// <param name="DurationSeconds">For how long from the moment of the grant.</param>
/// <param name="Reason">Why, for those who decide.</param>
/// <param name="BreakGlass">Whether it cannot wait for them.</param>
internal sealed record Ask(string Role, string Target, int DurationSeconds, string Reason, bool BreakGlass)
{
    public static Ask From(Fields fields)
    {
        var ask = new Ask(
            fields.Text("role", Texts.Slug),
            fields.Text("target", Texts.Target),
            fields.Whole("durationSeconds", 1, PolicyTerms.LongestOfAll),
            fields.Text("reason", Texts.Sentence),
            fields.Flag("breakGlass"));
        fields.FailIf(
            "reason",
            ask.BreakGlass && ask.Reason.Trim().Length < ReviewDefaults.ShortestReason,
            $"must have {ReviewDefaults.ShortestReason} characters at least to break the glass: somebody will review it");
        return ask;
    }
}
