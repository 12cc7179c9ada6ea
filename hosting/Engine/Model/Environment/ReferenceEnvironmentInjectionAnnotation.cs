namespace Aspire.Hosting.ApplicationModel;

/// <summary>In which forms the resource is told about those that it references.</summary>
/// <param name="flags">The forms.</param>
public sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>The forms.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}
