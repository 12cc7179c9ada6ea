namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is shown of the resource before anything is published about it.</summary>
/// <param name="initialSnapshot">Type, properties and state to begin with.</param>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    /// <summary>Type, properties and state to begin with.</summary>
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot ?? throw new ArgumentNullException(nameof(initialSnapshot));
}
