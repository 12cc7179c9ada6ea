using Distribution.Api.Validation;

namespace Distribution.Api.Requests;

/// <summary>What a person who decides may add.</summary>
/// <param name="Comment">For the record.</param>
internal sealed record Verdict(string? Comment)
{
    public static Verdict From(Fields fields) => new(fields.OptionalText("comment", Texts.Sentence));
}
