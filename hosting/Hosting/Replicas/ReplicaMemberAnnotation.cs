using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Replicas;

/// <summary>Says of a project that it is one of several alike: what a publisher needs to fold them.</summary>
/// <param name="set">The set it belongs to.</param>
/// <param name="index">1 to the number of members.</param>
public sealed class ReplicaMemberAnnotation(ReplicaSetResource set, int index) : IResourceAnnotation
{
    /// <summary>The set it belongs to.</summary>
    public ReplicaSetResource Set { get; } = set;

    /// <summary>1 to the number of members; also its <c>service.instance.id</c>.</summary>
    public int Index { get; } = index;
}
