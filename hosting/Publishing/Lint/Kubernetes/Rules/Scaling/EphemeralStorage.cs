using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Scaling;

/// <summary>A container says how much of the node's disk it needs and may take: one that fills it has every pod of the node evicted.</summary>
internal sealed class EphemeralStorage() : ContainerRule("ephemeral-storage")
{
    private const string Storage = "ephemeral-storage";

    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        !container.Field["resources"]["requests"][Storage].Exists ? $"Set resources.requests.{Storage}."
        : !container.Field["resources"]["limits"][Storage].Exists ? $"Set resources.limits.{Storage}."
        : null;
}
