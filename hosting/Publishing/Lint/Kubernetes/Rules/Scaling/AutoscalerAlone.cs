using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Scaling;

/// <summary>What is scaled has no number of replicas of its own: each upgrade would set it back.</summary>
internal sealed class AutoscalerAlone() : PodRule("autoscaler-alone")
{
    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) =>
        pod.Owner.Kind is "Deployment" or "StatefulSet" && pod.Owner.Spec["replicas"].Exists && manifest.Autoscalers(pod.Owner).FirstOrDefault() is { } scaler
            ? $"Leave spec.replicas out: {scaler} decides."
            : null;
}
