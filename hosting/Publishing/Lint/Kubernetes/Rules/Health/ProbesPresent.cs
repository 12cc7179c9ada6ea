using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Health;

/// <summary>Every container that serves says when it has started, when it can serve, and when only a restart helps.</summary>
internal sealed class ProbesPresent() : ContainerRule("probes-present")
{
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];

    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        !container.IsInit && container.Pod.Serves && Array.Find(Probes, probe => !container.Field[probe].Exists) is { } missing ? $"Add a {missing}." : null;
}
