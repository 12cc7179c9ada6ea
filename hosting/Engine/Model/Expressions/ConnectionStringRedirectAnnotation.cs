namespace Aspire.Hosting.ApplicationModel;

/// <summary>Clients of this resource are sent to another.</summary>
/// <param name="resource">The other one.</param>
public sealed class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    /// <summary>The other one.</summary>
    public IResourceWithConnectionString Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));
}
