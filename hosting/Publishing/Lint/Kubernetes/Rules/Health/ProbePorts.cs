using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Health;

/// <summary>A probe asks a port that the container has.</summary>
internal sealed class ProbePorts() : ContainerRule("probe-ports")
{
    private static readonly string[] Probes = ["startupProbe", "readinessProbe", "livenessProbe"];
    private static readonly string[] Ways = ["httpGet", "tcpSocket", "grpc"];

    /// <inheritdoc/>
    protected override string? Remedy(Container container) =>
        Probes.SelectMany(_ => Ways, (probe, way) => container.Field[probe][way]["port"]).FirstOrDefault(port => port.Exists && !container.Listens(port.Text)) is { Exists: true } unknown
            ? $"Probe a port of the container: it has none called {unknown.Text}."
            : null;
}
