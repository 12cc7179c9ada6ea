using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Identity;

/// <summary>Pods run under an account of their own that is there: what is granted to 'default' is granted to everybody.</summary>
internal sealed class ServiceAccount() : PodRule("service-account")
{
    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) => pod.Spec["serviceAccountName"].Text switch
    {
        null or "default" => "Set serviceAccountName to an account of its own.",
        var name when manifest.Of("ServiceAccount").Any() && manifest.Find("ServiceAccount", name) is null => $"Add the ServiceAccount '{name}'.",
        _ => null,
    };
}
