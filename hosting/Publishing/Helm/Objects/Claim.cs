using Distribution.Publishing.Helm.Yaml;

namespace Distribution.Publishing.Helm.Objects;

/// <summary>A volume that each pod of a StatefulSet has for itself. It stays when the pod goes, and when the release does.</summary>
internal static class Claim
{
    /// <param name="name">The volume's name.</param>
    /// <param name="part">Whose it is.</param>
    /// <param name="storage">The value with its size and class, as an expression.</param>
    public static YamlMap Of(string name, string part, string storage) => new()
    {
        { "metadata", new YamlMap { { "name", name }, { "labels", Labels.Selector(part) } } },
        {
            "spec", new YamlMap
            {
                { "accessModes", new YamlList { "ReadWriteOnce" } },
                TemplateLine.With($"{storage}.class"),
                { "storageClassName", HelmValue.Of(".") },
                TemplateLine.End,
                { "resources", new YamlMap { { "requests", new YamlMap { { "storage", HelmValue.Of($"{storage}.size") } } } } },
            }
        },
    };
}
