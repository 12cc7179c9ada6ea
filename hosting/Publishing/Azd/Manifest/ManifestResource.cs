using System.Text.Json.Nodes;

namespace Distribution.Publishing.Azd.Manifest;

/// <summary>A resource of the manifest.</summary>
/// <param name="Name">Its name, by which others name it.</param>
/// <param name="Content">What it is. A path in it is relative to the manifest, which is known when it is written.</param>
/// <param name="Module">The Bicep module beside the manifest that makes it; null without.</param>
internal sealed record ManifestResource(string Name, Func<Func<string, string>, JsonObject> Content, string? Module = null)
{
    /// <summary>The module's file.</summary>
    public string ModuleFile => $"{Name}.bicep";
}
