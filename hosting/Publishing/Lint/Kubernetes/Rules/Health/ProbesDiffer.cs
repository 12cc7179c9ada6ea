using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Health;

/// <summary>Liveness is not asked in the way of readiness: a replica that cannot serve for a while would be restarted for it, all of them at once when a dependency is out.</summary>
internal sealed class ProbesDiffer() : ContainerRule("probes-differ")
{
    private static readonly string[] Ways = ["httpGet", "exec", "tcpSocket", "grpc"];

    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        Array.Exists(Ways, way => container.Field["livenessProbe"][way].Same(container.Field["readinessProbe"][way]))
            ? "Ask for liveness something that depends on nothing else, such as /healthz."
            : null;
}
