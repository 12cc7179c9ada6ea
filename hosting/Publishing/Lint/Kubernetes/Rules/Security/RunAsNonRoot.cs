using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>No container runs as root.</summary>
internal sealed class RunAsNonRoot() : ContainerRule("run-as-non-root")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container) => container.Security("runAsNonRoot").IsTrue ? null : "Set securityContext.runAsNonRoot to true.";
}
