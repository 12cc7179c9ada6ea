using Aspire.Hosting.ApplicationModel;

namespace Distribution.Publishing.Helm.Customisation;

/// <summary>What the AppHost says of services in Kubernetes.</summary>
internal sealed class KubernetesCustomisations
{
    public static readonly KubernetesCustomisations None = new([]);

    private readonly ILookup<string, Action<KubernetesService>> _all;

    private KubernetesCustomisations(IEnumerable<(string Resource, Action<KubernetesService> Customise)> all) => _all = all.ToLookup(item => item.Resource, item => item.Customise, StringComparer.Ordinal);

    /// <summary>All that a model's resources carry.</summary>
    public static KubernetesCustomisations Of(DistributedApplicationModel model) =>
        new(model.Resources.SelectMany(resource => resource.Annotations.OfType<KubernetesAnnotation>().Select(annotation => (resource.Name, annotation.Customise))));

    /// <summary>What is said of a service.</summary>
    public KubernetesService Of(string service)
    {
        var settings = new KubernetesService { Name = service };
        foreach (var customise in _all[service])
        {
            customise(settings);
        }

        return settings;
    }
}
