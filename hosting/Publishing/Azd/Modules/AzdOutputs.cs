using Distribution.Publishing.Azd.Bicep;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>What the infrastructure that azd makes by itself gives to each app's module, as parameters named in lower case.</summary>
internal static class AzdOutputs
{
    /// <summary>The environment that all apps are in.</summary>
    public const string AppsEnvironment = "outputs_azure_container_apps_environment_id";

    /// <summary>The registry's host.</summary>
    public const string Registry = "outputs_azure_container_registry_endpoint";

    /// <summary>The identity by which images and vaults are read.</summary>
    public const string RegistryIdentity = "outputs_azure_container_registry_managed_identity_id";

    private static readonly string[] Names = [AppsEnvironment, Registry, RegistryIdentity];

    /// <summary>By each parameter what the manifest gives it.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Parameters => Names.Select(name => KeyValuePair.Create(name, $"{{.{name["outputs_".Length..].ToUpperInvariant().Insert(0, "outputs.")}}}"));

    /// <summary>Declares them.</summary>
    public static BicepModule Declare(BicepModule module)
    {
        foreach (var name in Names)
        {
            module.Parameter(name);
        }

        return module;
    }
}
