using Aspire.Hosting.ApplicationModel;
using Distribution.Publishing.Compose;
using Distribution.Publishing.Compose.Model;

namespace Aspire.Hosting;

/// <summary>Changes what compose files say of a resource, in place of editing them.</summary>
public static class PublishToComposeExtensions
{
    /// <summary>
    /// Changes the containers of a resource: of a set of replicas or a cluster, that of each member, otherwise its own. Replicas that only the published topology has are members too.
    /// </summary>
    /// <typeparam name="T">The kind of resource.</typeparam>
    /// <param name="builder">The resource.</param>
    /// <param name="customise">Changes a container; is called for each, and for each of the files that it is in, so that it must do the same each time.</param>
    public static IResourceBuilder<T> PublishToCompose<T>(this IResourceBuilder<T> builder, Action<ComposeService> customise)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(customise);
        return builder.WithAnnotation(new ComposeAnnotation(customise));
    }
}
