using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Availability;

/// <summary>Replicas avoid one another's node.</summary>
internal sealed class HostSpread() : PodRule("host-spread")
{
    private const string Host = "kubernetes.io/hostname";

    /// <inheritdoc/>
    public override bool MayBeExcused => true;

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest)
    {
        var avoidance = pod.Spec["affinity"]["podAntiAffinity"];
        var terms = avoidance["requiredDuringSchedulingIgnoredDuringExecution"].Items
            .Concat(avoidance["preferredDuringSchedulingIgnoredDuringExecution"].Items.Select(preference => preference["podAffinityTerm"]));
        return pod.Owner.Kind is "Deployment" or "StatefulSet" && !terms.Any(term => term["topologyKey"].Text == Host && new Selector(term["labelSelector"]).Matches(pod.Labels))
            ? $"Add a podAntiAffinity over {Host} that selects its own pods."
            : null;
    }
}
