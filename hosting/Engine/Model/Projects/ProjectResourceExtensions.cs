namespace Aspire.Hosting.ApplicationModel;

/// <summary>The projects of a model.</summary>
public static class ProjectResourceExtensions
{
    /// <summary>The projects of a model.</summary>
    /// <param name="model">The model.</param>
    public static IEnumerable<ProjectResource> GetProjectResources(this DistributedApplicationModel model) => model.Resources.OfType<ProjectResource>();

    /// <summary>Which project the resource runs.</summary>
    /// <param name="projectResource">The resource.</param>
    /// <exception cref="InvalidOperationException">It was added without one.</exception>
    public static IProjectMetadata GetProjectMetadata(this ProjectResource projectResource) =>
        projectResource.Annotations.OfType<IProjectMetadata>().LastOrDefault()
        ?? throw new InvalidOperationException($"Resource '{projectResource.Name}' names no project: add it with AddProject.");
}
