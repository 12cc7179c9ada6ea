using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Networking;

/// <summary>An Ingress or HTTPRoute leads to a service and a port that are there.</summary>
internal sealed class RouteBackends : IRule
{
    /// <inheritdoc/>
    public string Name => "route-backends";

    /// <inheritdoc/>
    public IEnumerable<Fault> Check(Manifest manifest) =>
        manifest.Objects.Where(route => route.Kind is "Ingress" or "HTTPRoute")
            .SelectMany(Backends, (route, backend) => (route, backend))
            .Where(entry => !IsThere(entry.backend, manifest))
            .Select(entry => new Fault(entry.route, $"Lead to a Service and a port that are there, not to {entry.backend.Name}:{entry.backend.Port}."));

    private static IEnumerable<(string? Name, string? Port)> Backends(KubernetesObject route) => route.Kind == "Ingress"
        ? route.Spec.Descendants.Select(field => field["service"]).Where(service => service["name"].Exists)
            .Select(service => (service["name"].Text, service["port"]["name"].Text ?? service["port"]["number"].Text))
        : route.Spec.Descendants.SelectMany(field => field["backendRefs"].Items).Select(backend => (backend["name"].Text, backend["port"].Text));

    private static bool IsThere((string? Name, string? Port) backend, Manifest manifest) =>
        manifest.Find("Service", backend.Name)?.Spec["ports"].Items.Any(port => port["name"].Text == backend.Port || port["port"].Text == backend.Port) ?? false;
}
