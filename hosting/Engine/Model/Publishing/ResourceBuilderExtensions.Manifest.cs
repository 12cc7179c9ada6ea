using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace Aspire.Hosting;

/// <content>How publishers write a resource.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Writes the resource into a manifest.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">Writes what stands within its object.</param>
    public static IResourceBuilder<T> WithManifestPublishingCallback<T>(this IResourceBuilder<T> builder, Action<ManifestPublishingContext> callback)
        where T : IResource => builder.WithAnnotation(new ManifestPublishingCallbackAnnotation(callback), ResourceAnnotationMutationBehavior.Replace);

    /// <summary>Writes the resource into a manifest.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="callback">Writes what stands within its object.</param>
    public static IResourceBuilder<T> WithManifestPublishingCallback<T>(this IResourceBuilder<T> builder, Func<ManifestPublishingContext, Task> callback)
        where T : IResource => builder.WithAnnotation(new ManifestPublishingCallbackAnnotation(callback), ResourceAnnotationMutationBehavior.Replace);
}
