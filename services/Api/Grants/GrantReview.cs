namespace Distribution.Api.Grants;

/// <summary>The review that a grant needs when the glass was broken for it.</summary>
/// <param name="State">needed, overdue, justified or unjustified.</param>
/// <param name="DueAt">By when.</param>
/// <param name="By">Who reviewed it.</param>
/// <param name="Comment">And said what.</param>
/// <param name="At">When.</param>
internal sealed record GrantReview(string State, DateTimeOffset DueAt, string? By, string? Comment, DateTimeOffset? At)
{
    public const string Needed = "needed";
    public const string Overdue = "overdue";
    public const string Justified = "justified";
    public const string Unjustified = "unjustified";

    public static readonly IReadOnlyList<string> States = [Needed, Overdue, Justified, Unjustified];

    public static readonly IReadOnlyList<string> Verdicts = [Justified, Unjustified];
}
