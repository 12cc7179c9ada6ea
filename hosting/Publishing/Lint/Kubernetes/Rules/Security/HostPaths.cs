using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>Pods mount nothing of the node.</summary>
internal sealed class HostPaths() : PodRule("host-paths")
{
    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) =>
        pod.Spec["volumes"].Items.FirstOrDefault(volume => volume["hostPath"].Exists) is { Exists: true } volume ? $"Mount something else than a hostPath as volume {volume["name"].Text}." : null;
}
