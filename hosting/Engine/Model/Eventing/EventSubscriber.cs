using Aspire.Hosting.Eventing;

namespace Distribution.Engine.Model;

internal sealed record EventSubscriber(Type Kind, DistributedApplicationEventSubscription Subscription)
{
    public bool IsFor(Type kind, IDistributedApplicationEvent happened) =>
        Kind == kind
        && (Subscription is not DistributedApplicationResourceEventSubscription { Resource: { } resource }
            || ReferenceEquals((happened as IDistributedApplicationResourceEvent)?.Resource, resource));
}
