using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Distribution.Engine.Model;

namespace Aspire.Hosting.Eventing;

/// <summary>
/// Tells subscribers what happens, in the order of their subscription, those of one resource and those of all alike.
/// A subscriber that comes or goes while an event is told counts from the next event on.
/// </summary>
public class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<EventSubscriber> subscribers = [];

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationEventSubscription((happened, cancellationToken) => callback((T)happened, cancellationToken)));
    }

    /// <inheritdoc/>
    public DistributedApplicationEventSubscription Subscribe<T>(IResource resource, Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationResourceEvent
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(callback);
        return Add<T>(new DistributedApplicationResourceEventSubscription(resource, (happened, cancellationToken) => callback((T)happened, cancellationToken)));
    }

    /// <inheritdoc/>
    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref subscribers, all => all.RemoveAll(subscriber => subscriber.Subscription == subscription));

    /// <inheritdoc/>
    public Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent => PublishAsync(@event, EventDispatchBehavior.BlockingSequential, cancellationToken);

    /// <inheritdoc/>
    public async Task PublishAsync<T>(T @event, EventDispatchBehavior dispatchBehavior, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        ArgumentNullException.ThrowIfNull(@event);
        var callbacks = subscribers.Where(subscriber => subscriber.IsFor(typeof(T), @event)).Select(subscriber => subscriber.Subscription.Callback).ToArray();
        var told = dispatchBehavior is EventDispatchBehavior.BlockingSequential or EventDispatchBehavior.NonBlockingSequential
            ? OneAfterTheOther()
            : Task.WhenAll(callbacks.Select(callback => Task.Run(() => callback(@event, cancellationToken), CancellationToken.None)));
        if (dispatchBehavior is EventDispatchBehavior.BlockingSequential or EventDispatchBehavior.BlockingConcurrent)
        {
            await told;
        }

        async Task OneAfterTheOther()
        {
            if (dispatchBehavior == EventDispatchBehavior.NonBlockingSequential)
            {
                await Task.Yield();
            }

            foreach (var callback in callbacks)
            {
                await callback(@event, cancellationToken);
            }
        }
    }

    private DistributedApplicationEventSubscription Add<T>(DistributedApplicationEventSubscription subscription)
    {
        ImmutableInterlocked.Update(ref subscribers, all => all.Add(new EventSubscriber(typeof(T), subscription)));
        return subscription;
    }
}
