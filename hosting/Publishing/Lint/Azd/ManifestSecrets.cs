using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Distribution.Publishing.Lint.Azd;

/// <summary>
/// Rule <c>manifest-secret</c>: what is a secret by its name is never written down. Its whole value, or what follows <c>Password=</c> in it, is a hole that the deployment fills, and a secret parameter has no default but one that is generated.
/// </summary>
internal static partial class ManifestSecrets
{
    public static IEnumerable<Finding> Check(JsonObject resources) => resources.SelectMany(resource => Check(resource.Key, resource.Value as JsonObject));

    private static IEnumerable<Finding> Check(string name, JsonObject? resource)
    {
        foreach (var (place, text) in ManifestTexts.Of(resource, name))
        {
            if (IsSecret().IsMatch(place[(place.LastIndexOf('.') + 1)..]) && !text.Contains('{', StringComparison.Ordinal) && text.Length > 0 && !text.StartsWith('/'))
            {
                yield return new("manifest-secret", place, "Its value is written down: hand it over as a parameter with 'secret', or as a secret output of a module.");
            }

            if (Password().IsMatch(text))
            {
                yield return new("manifest-secret", place, "It has a password written down: name a parameter after 'Password='.");
            }
        }

        foreach (var (input, content) in resource?["inputs"] as JsonObject ?? [])
        {
            if (content?["secret"]?.GetValueKind() == System.Text.Json.JsonValueKind.True && content["default"]?["value"] is not null)
            {
                yield return new("manifest-secret", $"{name}.inputs.{input}", "A secret has its value as default: leave the default out, or have it generated.");
            }
        }
    }

    [GeneratedRegex("(password|secret|checkpointkey|identity__users)(?!file|variable|outputs)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsSecret();

    [GeneratedRegex(@"(password|pwd)\s*=\s*(?!\{)[^;\s]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Password();
}
