using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Availability;

/// <summary>What keeps nothing runs three times, so that one may be lost while another is replaced.</summary>
internal sealed class StatelessReplicas() : PodRule("stateless-replicas")
{
    private const int Least = 3;

    /// <inheritdoc/>
    public override bool MayBeExcused => true;

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) =>
        pod.Owner.Kind == "Deployment" && !Keeps(pod) && manifest.Replicas(pod.Owner) < Least
            ? $"Run at least {Least} replicas, or say why fewer do in the annotation {Excuse.Prefix}{Name}."
            : null;

    private static bool Keeps(PodTemplate pod) => pod.Spec["volumes"].Items.Any(volume => volume["persistentVolumeClaim"].Exists);
}
