using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Availability;

/// <summary>Replicas are spread over zones.</summary>
internal sealed class ZoneSpread() : PodRule("zone-spread")
{
    private const string Zone = "topology.kubernetes.io/zone";

    /// <inheritdoc/>
    public override bool MayBeExcused => true;

    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest) =>
        pod.Owner.Kind is "Deployment" or "StatefulSet"
        && !pod.Spec["topologySpreadConstraints"].Items.Any(spread => spread["topologyKey"].Text == Zone && new Selector(spread["labelSelector"]).Matches(pod.Labels))
            ? $"Add a topologySpreadConstraint over {Zone} that selects its own pods."
            : null;
}
