using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Identity;

/// <summary>A role names what it permits.</summary>
internal sealed class NoWildcards : IRule
{
    private static readonly string[] Lists = ["apiGroups", "resources", "verbs"];

    /// <inheritdoc/>
    public string Name => "no-wildcards";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
    [
        .. manifest.Objects.Where(role => role.Kind is "Role" or "ClusterRole")
            .SelectMany(role => role.Root["rules"].Items.SelectMany(_ => Lists, (rule, list) => (role, list, rule)))
            .Where(entry => entry.rule[entry.list].Texts.Contains("*", StringComparer.Ordinal))
            .Select(entry => new Fault(entry.role, $"Name the {entry.list} instead of '*'.") { At = entry.rule }),
        .. manifest.Objects.Where(binding => binding.Kind is "RoleBinding" or "ClusterRoleBinding" && binding.Root["roleRef"]["name"].Text is "cluster-admin" or "admin" or "edit")
            .Select(binding => new Fault(binding, $"Bind a role that permits only what is needed, not {binding.Root["roleRef"]["name"].Text}.")),
    ];
}
