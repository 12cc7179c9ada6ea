using System.Buffers;

namespace Distribution.Api.Validation;

/// <summary>What a text may be. <see cref="Fault"/> is null for a good one, else the rest of a sentence that begins with the field's name.</summary>
internal sealed class Texts(int longest, SearchValues<char>? alphabet, string? alphabetInWords)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";

    /// <summary>A person or a service account.</summary>
    public static readonly Texts Name = new(
        64,
        SearchValues.Create(Letters + Letters.ToUpperInvariant() + Digits + "._@-"),
        "letters, digits and . _ @ -");

    /// <summary>A policy, or a role of a caller.</summary>
    public static readonly Texts Slug = new(
        64,
        SearchValues.Create(Letters + Digits + "._-"),
        "small letters, digits and . _ -");

    /// <summary>A machine, a database, a cluster: whatever roles are given on.</summary>
    public static readonly Texts Target = new(
        128,
        SearchValues.Create(Letters + Digits + "._:/-"),
        "small letters, digits and . _ : / -");

    /// <summary>A lease: a name, or <c>job/ID</c> for that of a job.</summary>
    public static readonly Texts Lease = new(
        64,
        SearchValues.Create(Letters + Digits + "_/-"),
        "small letters, digits and _ / -");

    /// <summary>One or two sentences of a person.</summary>
    public static readonly Texts Sentence = new(500, null, null);

    // Characters that turn the reading direction can make a log or a page show another text than the one that was stored.
    private static readonly SearchValues<char> Deceptive = SearchValues.Create("\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF");

    public int Longest => longest;

    public string? Fault(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "must not be empty";
        }

        if (text.Length > longest)
        {
            return $"is {text.Length} characters long; {longest} at most";
        }

        if (alphabet is not null)
        {
            // Names become parts of paths, here and at providers.
            return text.AsSpan().ContainsAnyExcept(alphabet) ? $"may consist of {alphabetInWords}"
                : text.Contains("..", StringComparison.Ordinal) ? "must not contain two dots in a row"
                : null;
        }

        return text.Any(char.IsControl) || text.AsSpan().ContainsAny(Deceptive) ? "must not contain control characters" : null;
    }
}
