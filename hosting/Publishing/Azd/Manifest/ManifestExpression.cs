using System.Text.RegularExpressions;

namespace Distribution.Publishing.Azd.Manifest;

/// <summary>A hole in a manifest's text: <c>{RESOURCE.PROPERTY}</c>, or <c>{.outputs.NAME}</c> for what azd's own infrastructure gives.</summary>
/// <param name="Resource">The resource; empty for azd's own.</param>
/// <param name="Property">What of it.</param>
internal sealed partial record ManifestExpression(string Resource, string Property)
{
    /// <summary>What a resource's own secrets begin with.</summary>
    public const string SecretOutputs = "secretOutputs";

    /// <summary>All of a text, in order: a text is split into what stands before each hole, and the hole.</summary>
    public static IEnumerable<(string Before, ManifestExpression? Hole)> Split(string text)
    {
        var end = 0;
        foreach (Match match in Hole().Matches(text))
        {
            yield return (text[end..match.Index], new(match.Groups["resource"].Value, match.Groups["property"].Value));
            end = match.Index + match.Length;
        }

        if (end < text.Length)
        {
            yield return (text[end..], null);
        }
    }

    /// <summary>All of a text.</summary>
    public static IEnumerable<ManifestExpression> Of(string text) => Split(text).Select(part => part.Hole).OfType<ManifestExpression>();

    public override string ToString() => $"{{{Resource}.{Property}}}";

    [GeneratedRegex(@"\{(?<resource>[A-Za-z][A-Za-z0-9-]*|)\.(?<property>[A-Za-z][A-Za-z0-9_.-]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hole();
}
