using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Identity;

/// <summary>Pods hold no token for the cluster's API, unless their account is bound to a role.</summary>
internal sealed class TokenMount : IRule
{
    private const string Setting = "automountServiceAccountToken";

    /// <inheritdoc/>
    public string Name => "token-mount";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
    [
        .. manifest.Pods.Where(pod => !pod.Spec[Setting].IsFalse && !IsBound(pod.Spec["serviceAccountName"].Text, manifest))
            .Select(pod => new Fault(pod.Owner, $"Set {Setting} to false; only an account that a RoleBinding names needs its token.")),
        .. manifest.Of("ServiceAccount").Where(account => !account.Root[Setting].IsFalse && !IsBound(account.Name, manifest)).Select(account => new Fault(account, $"Set {Setting} to false.")),
    ];

    private static bool IsBound(string? account, Manifest manifest) =>
        manifest.Objects.Where(candidate => candidate.Kind is "RoleBinding" or "ClusterRoleBinding")
            .Any(binding => binding.Root["subjects"].Items.Any(subject => subject["kind"].Text == "ServiceAccount" && subject["name"].Text == account));
}
