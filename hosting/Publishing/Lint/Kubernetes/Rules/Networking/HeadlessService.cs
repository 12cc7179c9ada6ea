using Distribution.Publishing.Lint.Kubernetes.Documents;

namespace Distribution.Publishing.Lint.Kubernetes.Rules.Networking;

/// <summary>A StatefulSet's members have names: its service is there, headless, and selects them.</summary>
internal sealed class HeadlessService() : PodRule("headless-service")
{
    /// <inheritdoc/>
    protected override string? Remedy(PodTemplate pod, Manifest manifest)
    {
        if (pod.Owner.Kind != "StatefulSet")
        {
            return null;
        }

        var name = pod.Owner.Spec["serviceName"].Text;
        var service = manifest.Find("Service", name);
        return name is null ? "Set spec.serviceName."
            : service is null ? $"Add the Service '{name}'."
            : service.Spec["clusterIP"].Text != "None" ? $"Make the Service '{name}' headless: clusterIP None."
            : !Selector.Contains(pod.Labels, service.Spec["selector"].Map) ? $"Let the Service '{name}' select its pods."
            : null;
    }
}
