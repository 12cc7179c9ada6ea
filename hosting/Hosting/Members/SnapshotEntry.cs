using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Members;

/// <param name="Last">The last that was published.</param>
/// <param name="Begun">When the process started, or else when the resource became known; UTC.</param>
/// <param name="HealthyAfter">From then to its first health; null until then.</param>
internal sealed record SnapshotEntry(ResourceEvent Last, DateTime? Begun, TimeSpan? HealthyAfter)
{
    public CustomResourceSnapshot Snapshot => Last.Snapshot;
}
