using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Eventing;

/// <summary>A subscriber to the events of one resource.</summary>
/// <param name="resource">The resource; null means any.</param>
/// <param name="callback">Called for each event.</param>
public class DistributedApplicationResourceEventSubscription(IResource? resource, Func<IDistributedApplicationResourceEvent, CancellationToken, Task> callback)
    : DistributedApplicationEventSubscription((happened, cancellationToken) => callback((IDistributedApplicationResourceEvent)happened, cancellationToken))
{
    /// <summary>The resource; null means any.</summary>
    public IResource? Resource { get; } = resource;
}
