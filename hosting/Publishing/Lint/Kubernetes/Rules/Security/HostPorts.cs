using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Security;

/// <summary>Containers take no port of the node.</summary>
internal sealed class HostPorts() : ContainerRule("host-ports")
{
    /// <inheritdoc/>
    protected override string? Remedy(Container container) => container.Ports.Any(port => port["hostPort"].Exists) ? "Remove hostPort; a Service publishes ports." : null;
}
