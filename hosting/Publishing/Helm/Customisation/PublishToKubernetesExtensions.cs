using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Helm.Customisation;

namespace Aspire.Hosting;

/// <summary>Changes what the Helm chart says of a service, in place of editing it.</summary>
public static class PublishToKubernetesExtensions
{
    /// <summary>Changes the defaults of a service in the chart.</summary>
    /// <typeparam name="T">A project, or a set of replicas.</typeparam>
    /// <param name="builder">The service.</param>
    /// <param name="customise">Changes them; is called at each publication.</param>
    public static IResourceBuilder<T> PublishToKubernetes<T>(this IResourceBuilder<T> builder, Action<KubernetesService> customise)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(customise);
        return builder.WithAnnotation(new KubernetesAnnotation(customise));
    }
}
