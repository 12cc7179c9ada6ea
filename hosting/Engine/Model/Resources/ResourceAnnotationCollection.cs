using System.Collections.ObjectModel;
using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The annotations of a resource in the order in which they were added.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>
{
    /// <summary>An empty collection. It may be walked over while another thread adds to it.</summary>
    public ResourceAnnotationCollection()
        : base(new CopyOnWriteList<IResourceAnnotation>())
    {
    }
}
