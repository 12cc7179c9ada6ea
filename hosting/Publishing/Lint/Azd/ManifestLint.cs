using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distribution.Publishing.Lint.Azd;

/// <summary>Checks a manifest and the modules beside it, rule by rule.</summary>
internal static class ManifestLint
{
    /// <param name="manifest">The manifest's text.</param>
    /// <param name="modules">The modules' texts by their file names.</param>
    public static IReadOnlyList<Finding> Check(string manifest, IReadOnlyDictionary<string, string> modules)
    {
        JsonObject? root;
        try
        {
            root = JsonNode.Parse(manifest) as JsonObject;
        }
        catch (JsonException failure)
        {
            return [new("manifest-schema", "the manifest", $"It is not JSON ({failure.Message}): publish it again.")];
        }

        return root?["resources"] is JsonObject resources
            ? [.. ManifestShape.Check(resources), .. ManifestReferences.Check(resources), .. ManifestSecrets.Check(resources), .. ManifestModules.Check(resources, modules)]
            : [new("manifest-schema", "the manifest", "It has no object 'resources': publish it again.")];
    }
}
