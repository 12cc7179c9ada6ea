using Aspire.Hosting.ApplicationModel;

namespace Distribution.Publishing.Helm.Customisation;

/// <summary>Changes a service when it is published to Kubernetes.</summary>
/// <param name="customise">Changes it.</param>
internal sealed class KubernetesAnnotation(Action<KubernetesService> customise) : IResourceAnnotation
{
    public Action<KubernetesService> Customise { get; } = customise;
}
