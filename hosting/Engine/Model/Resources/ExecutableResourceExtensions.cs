using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The processes of a model.</summary>
public static class ExecutableResourceExtensions
{
    /// <summary>The processes of a model.</summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<ExecutableResource> GetExecutableResources(this DistributedApplicationModel model) =>
        model.Resources.OfType<ExecutableResource>();
}
