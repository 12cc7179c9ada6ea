using Distribution.Api.Validation;

namespace Distribution.Api.Grants;

/// <summary>What is said of a use or a revocation.</summary>
/// <param name="Note">For the record.</param>
internal sealed record GrantUse(string? Note)
{
    public static GrantUse From(Fields fields) => new(fields.OptionalText("note", Texts.Sentence));
}
