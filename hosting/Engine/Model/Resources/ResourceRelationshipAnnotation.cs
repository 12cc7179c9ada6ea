using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An arrow to another resource, drawn in the dashboard.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">What it is to this one: Reference, WaitFor, Parent, or any other word.</param>
[DebuggerDisplay("{Type} {Resource.Name}")]
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>What it is to this one.</summary>
    public string Type { get; } = type ?? throw new ArgumentNullException(nameof(type));
}
