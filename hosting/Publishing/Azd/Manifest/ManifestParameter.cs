using System.Text.Json.Nodes;

namespace Distribution.Publishing.Azd.Manifest;

/// <summary>A secret that azd makes at the first <c>azd up</c> and keeps in its environment: only how is written down.</summary>
internal static class ManifestParameter
{
    /// <summary>190 bits of letters and digits. Nothing else, so that it needs no quoting in a connection string or a URL.</summary>
    private const int Length = 32;

    public static ManifestResource Create(string name) => new(name, _ => new()
    {
        ["type"] = "parameter.v0",
        ["value"] = $"{{{name}.inputs.value}}",
        ["inputs"] = new JsonObject
        {
            ["value"] = new JsonObject
            {
                ["type"] = "string",
                ["secret"] = true,

                // A flexible server's administrator needs three of the four kinds.
                ["default"] = new JsonObject { ["generate"] = new JsonObject { ["minLength"] = Length, ["special"] = false, ["minLower"] = 1, ["minUpper"] = 1, ["minNumeric"] = 1 } },
            },
        },
    });
}
