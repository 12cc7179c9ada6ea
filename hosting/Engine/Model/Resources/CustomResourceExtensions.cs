using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Gives resources of one's own a face.</summary>
public static class CustomResourceExtensions
{
    /// <summary>What is shown of the resource before anything is published about it.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="initialSnapshot">Type, properties and state to begin with.</param>
    public static IResourceBuilder<TResource> WithInitialState<TResource>(this IResourceBuilder<TResource> builder, CustomResourceSnapshot initialSnapshot)
        where TResource : IResource =>
        builder.WithAnnotation(new ResourceSnapshotAnnotation(initialSnapshot), ResourceAnnotationMutationBehavior.Replace);
}
