using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Replicas;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Settings;

/// <summary>How a workload is deployed where that differs from how it runs here. The last one said of each thing holds.</summary>
internal sealed record PublishSettings : IResourceAnnotation
{
    public int? Replicas { get; init; }

    public Scaling? Scaling { get; init; }

    public WorkloadResources? Resources { get; init; }

    /// <summary>What was said of a project, or of the set of which it is a replica.</summary>
    public static PublishSettings Of(ProjectResource project)
    {
        var said = Annotations(project).OfType<PublishSettings>();
        return said.Aggregate(
            new PublishSettings(),
            (before, next) => new() { Replicas = next.Replicas ?? before.Replicas, Scaling = next.Scaling ?? before.Scaling, Resources = next.Resources ?? before.Resources });
    }

    /// <summary>All that was said of a project, and of the set of which it is a replica.</summary>
    public static IReadOnlyList<IResourceAnnotation> Annotations(ProjectResource project) =>
        project.TryGetLastAnnotation<ReplicaMemberAnnotation>(out var member) ? [.. project.Annotations, .. member.Set.Annotations] : [.. project.Annotations];
}
