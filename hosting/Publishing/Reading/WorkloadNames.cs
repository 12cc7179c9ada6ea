using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Replicas;

namespace Distribution.Publishing.Reading;

/// <summary>Which workload each project of a model is a replica of.</summary>
internal sealed class WorkloadNames
{
    private readonly Dictionary<IResource, WorkloadMember> _members;

    private WorkloadNames(Dictionary<IResource, WorkloadMember> members) => _members = members;

    public static WorkloadNames Of(DistributedApplicationModel model) => new(model.Resources.OfType<ProjectResource>().ToDictionary(
        IResource (project) => project,
        project => project.TryGetLastAnnotation<ReplicaMemberAnnotation>(out var member) ? new WorkloadMember(member.Set.Name, member.Index, member.Set.Members.Count) : new(project.Name, 1, 1)));

    /// <summary>The workload of a project.</summary>
    /// <exception cref="PublishException">It is none of the model's projects.</exception>
    public WorkloadMember Of(IResource resource) => Find(resource)
        ?? throw new PublishException($"'{resource.Name}' is a {resource.GetType().Name}, whose address only this machine knows: reference a project, a database or a cache.");

    /// <summary>The workload of a project; null for another resource.</summary>
    public WorkloadMember? Find(IResource resource) => _members.GetValueOrDefault(resource);
}
