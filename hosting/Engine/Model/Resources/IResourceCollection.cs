using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>All resources of a model.</summary>
public interface IResourceCollection : IList<IResource>
{
    /// <summary>Finds a resource by name, whatever the case.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="resource">The resource, when there is one of that name.</param>
    bool TryGetByName(string name, [NotNullWhen(true)] out IResource? resource);
}
