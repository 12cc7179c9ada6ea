using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Replicas;

/// <summary>
/// One service that runs as several processes. Here each is a resource of its own, so that the gateway sees each one's health and one can be
/// killed; a publisher folds them back into one service with <c>replicas: N</c>.
/// </summary>
public sealed class ReplicaSetResource : Resource
{
    internal ReplicaSetResource(string name)
        : base(name)
    {
    }

    /// <summary>The members, <c>NAME-1</c> first; all are described alike.</summary>
    public IReadOnlyList<ProjectResource> Members { get; internal set; } = [];
}
