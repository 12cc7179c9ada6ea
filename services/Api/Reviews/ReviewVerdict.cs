using System.Text.Json.Serialization;
using Distribution.Api.Grants;
using Distribution.Api.Validation;

namespace Distribution.Api.Reviews;

/// <summary>What is said of a grant for which the glass was broken.</summary>
/// <param name="Verdict">justified or unjustified; the latter ends a grant that still holds.</param>
/// <param name="Comment">For the record.</param>
internal sealed record ReviewVerdict(string Verdict, string? Comment)
{
    [JsonIgnore]
    public bool IsJustified => Verdict == GrantReview.Justified;

    public static ReviewVerdict From(Fields fields) => new(
        fields.Word("verdict", GrantReview.Verdicts),
        fields.OptionalText("comment", Texts.Sentence));
}
