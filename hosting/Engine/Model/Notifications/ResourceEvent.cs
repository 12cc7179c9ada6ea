using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource has changed.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">Its name in this engine, which runs one process for each resource.</param>
/// <param name="snapshot">The resource as it is now.</param>
[DebuggerDisplay("{ResourceId} {Snapshot.State?.Text}")]
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>Its name in this engine, which runs one process for each resource.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>The resource as it is now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
