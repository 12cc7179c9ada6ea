using Distribution.Publishing.Azd.Bicep;
using Distribution.Publishing.Azd.Manifest;

namespace Distribution.Publishing.Azd.Modules;

/// <summary>
/// A container's variables in Bicep. What only the deployment knows comes in as a parameter for each hole of their texts; a variable with a secret in it becomes a secret of the app, which the container names. What
/// the vault of another module holds is read from there by the app's identity and never passes through a parameter.
/// </summary>
internal sealed class ContainerSettings
{
    private readonly BicepModule _module;
    private readonly IReadOnlySet<string> _secretParameters;
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);
    private readonly List<object> _secrets = [];
    private readonly HashSet<string> _secretNames = new(StringComparer.Ordinal);

    public ContainerSettings(BicepModule module, IReadOnlySet<string> secretParameters, IReadOnlyList<AzdVariable> variables)
    {
        (_module, _secretParameters) = (module, secretParameters);
        Environment = [.. variables.Select(Write)];
    }

    /// <summary>By each parameter of the module what the manifest gives it.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>The container's variables.</summary>
    public IReadOnlyList<object> Environment { get; }

    /// <summary>The app's secrets.</summary>
    public IReadOnlyList<object> Secrets => _secrets;

    /// <summary>Adds a secret of the app that no variable has.</summary>
    public void AddSecret(string name, string value) => AddSecret(name, new BicepObject { { "name", name }, { "value", Interpolated(value) } });

    private object Write(AzdVariable variable)
    {
        var holes = ManifestExpression.Of(variable.Value).ToList();
        if (holes is [{ Property: var property } hole] && property.StartsWith($"{ManifestExpression.SecretOutputs}.", StringComparison.Ordinal))
        {
            return Reference(variable.Name, InVault(variable, hole));
        }

        return holes.Any(IsSecret)
            ? Reference(variable.Name, new() { { "name", SecretName(variable.Name) }, { "value", Interpolated(variable.Value) } })
            : new BicepObject { { "name", variable.Name }, { "value", Interpolated(variable.Value) } };
    }

    private BicepObject InVault(AzdVariable variable, ManifestExpression hole)
    {
        if (variable.Value != hole.ToString())
        {
            throw new PublishException($"Variable '{variable.Name}' has a secret of '{hole.Resource}' among other text: a secret from a vault is a variable of its own.");
        }

        var vault = Parameter(new(hole.Resource, ManifestExpression.SecretOutputs));
        _module.Existing($"vault_{BicepText.Identifier(hole.Resource)}", "Microsoft.KeyVault/vaults@2023-07-01", new() { { "name", new BicepCode(vault) } });
        return new()
        {
            { "name", SecretName(variable.Name) },
            { "identity", new BicepCode(AzdOutputs.RegistryIdentity) },
            { "keyVaultUrl", new BicepCode($"'${{vault_{BicepText.Identifier(hole.Resource)}.properties.vaultUri}}secrets/{hole.Property[(ManifestExpression.SecretOutputs.Length + 1)..]}'") },
        };
    }

    private BicepObject Reference(string variable, BicepObject secret)
    {
        AddSecret(SecretName(variable), secret);
        return new() { { "name", variable }, { "secretRef", SecretName(variable) } };
    }

    private void AddSecret(string name, BicepObject secret)
    {
        if (_secretNames.Add(name))
        {
            _secrets.Add(secret);
        }
    }

    private BicepCode Interpolated(string text)
    {
        var parts = ManifestExpression.Split(text).ToList();
        return parts is [("", { } only)]
            ? new(Parameter(only))
            : new($"'{string.Concat(parts.Select(part => BicepText.Escaped(part.Before) + (part.Hole is { } hole ? $"${{{Parameter(hole)}}}" : "")))}'");
    }

    private string Parameter(ManifestExpression hole)
    {
        var name = BicepText.Identifier($"{hole.Resource}_{hole.Property}");
        _module.Parameter(name, isSecure: IsSecret(hole));
        _parameters[name] = hole.ToString();
        return name;
    }

    private bool IsSecret(ManifestExpression hole) => _secretParameters.Contains(hole.Resource);

    // Letters, digits and dashes are what the service allows.
    private static string SecretName(string variable) => variable.Replace("__", "-", StringComparison.Ordinal).Replace('_', '-').Replace('.', '-').ToLowerInvariant();
}
