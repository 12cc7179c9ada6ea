using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Naming;

/// <summary>No object is of an API version that Kubernetes has removed or announced to remove.</summary>
internal sealed class DeprecatedApi : IRule
{
    // From Kubernetes' deprecated API migration guide; the successor serves since 1.25 at the latest, flow control's since 1.29.
    private static readonly Dictionary<string, string> Successors = new(StringComparer.Ordinal)
    {
        ["extensions/v1beta1"] = "apps/v1 or networking.k8s.io/v1",
        ["apps/v1beta1"] = "apps/v1",
        ["apps/v1beta2"] = "apps/v1",
        ["policy/v1beta1"] = "policy/v1",
        ["batch/v1beta1"] = "batch/v1",
        ["batch/v2alpha1"] = "batch/v1",
        ["autoscaling/v2beta1"] = "autoscaling/v2",
        ["autoscaling/v2beta2"] = "autoscaling/v2",
        ["networking.k8s.io/v1beta1"] = "networking.k8s.io/v1",
        ["rbac.authorization.k8s.io/v1beta1"] = "rbac.authorization.k8s.io/v1",
        ["scheduling.k8s.io/v1beta1"] = "scheduling.k8s.io/v1",
        ["storage.k8s.io/v1beta1"] = "storage.k8s.io/v1",
        ["discovery.k8s.io/v1beta1"] = "discovery.k8s.io/v1",
        ["coordination.k8s.io/v1beta1"] = "coordination.k8s.io/v1",
        ["apiextensions.k8s.io/v1beta1"] = "apiextensions.k8s.io/v1",
        ["admissionregistration.k8s.io/v1beta1"] = "admissionregistration.k8s.io/v1",
        ["certificates.k8s.io/v1beta1"] = "certificates.k8s.io/v1",
        ["flowcontrol.apiserver.k8s.io/v1beta2"] = "flowcontrol.apiserver.k8s.io/v1",
        ["flowcontrol.apiserver.k8s.io/v1beta3"] = "flowcontrol.apiserver.k8s.io/v1",
        ["gateway.networking.k8s.io/v1alpha2"] = "gateway.networking.k8s.io/v1",
        ["gateway.networking.k8s.io/v1beta1"] = "gateway.networking.k8s.io/v1",
    };

    /// <inheritdoc/>
    public string Name => "deprecated-api";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Objects.Where(candidate => Successors.ContainsKey(candidate.ApiVersion)).Select(candidate => new Fault(candidate, $"Write it as {Successors[candidate.ApiVersion]} instead of {candidate.ApiVersion}."));
}
