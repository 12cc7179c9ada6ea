using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Leadership;

/// <summary>Says of a project that one of its replicas leads, and that each tells whether it is the one.</summary>
/// <param name="path">Answers <c>{"leader": true, "term": 7}</c> on the member's HTTP endpoint.</param>
public sealed class LeadershipAnnotation(string path) : IResourceAnnotation
{
    /// <summary>Where the member tells.</summary>
    public string Path { get; } = path;
}
