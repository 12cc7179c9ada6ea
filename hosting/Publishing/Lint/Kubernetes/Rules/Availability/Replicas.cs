using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Availability;

/// <summary>What serves runs at least twice.</summary>
internal sealed class Replicas() : PodRule("replicas")
{
    private const int Least = 2;

    /// <inheritdoc/>
    public override bool MayBeExcused => true;

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) =>
        pod.Serves && pod.Owner.Kind != "DaemonSet" && manifest.Replicas(pod.Owner) < Least ? $"Run at least {Least} replicas, or say why not in the annotation {Excuse.Prefix}{Name}." : null;
}
