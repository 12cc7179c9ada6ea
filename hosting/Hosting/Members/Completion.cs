using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Members;

internal static class Completion
{
    /// <summary>Whether the resource is there to end: somebody waits for that.</summary>
    public static bool IsAwaited(DistributedApplicationModel model, IResource resource) =>
        model.Resources.Any(other => other.Annotations.OfType<WaitAnnotation>().Any(wait => wait.Resource == resource && wait.WaitType == WaitType.WaitForCompletion));
}
