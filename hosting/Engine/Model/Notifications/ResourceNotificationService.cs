using System.Diagnostics.CodeAnalysis;
using Distribution.Engine.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// The states of all resources. Publishers are never blocked by those who watch, and who watches sees every change in order;
/// one who has fallen far behind misses changes that a later one of the same resource has overtaken, but never the last.
/// </summary>
public class ResourceNotificationService : IDisposable
{
    private readonly ResourceStates states;
    private readonly DependencyWaits waits;
    private readonly CancellationTokenSource disposed;
    private readonly CancellationToken ended;

    /// <summary>Keeps the states of an application's resources.</summary>
    /// <param name="logger">The service's log.</param>
    /// <param name="hostApplicationLifetime">Ends all waits when the application stops.</param>
    /// <param name="serviceProvider">The application's services.</param>
    /// <param name="resourceLoggerService">The logs of resources.</param>
    public ResourceNotificationService(ILogger<ResourceNotificationService> logger, IHostApplicationLifetime hostApplicationLifetime, IServiceProvider serviceProvider, ResourceLoggerService resourceLoggerService)
    {
        ArgumentNullException.ThrowIfNull(hostApplicationLifetime);
        ArgumentNullException.ThrowIfNull(serviceProvider);
        disposed = CancellationTokenSource.CreateLinkedTokenSource(hostApplicationLifetime.ApplicationStopped);
        ended = disposed.Token;
        states = new ResourceStates(new SnapshotCompletion(serviceProvider, serviceProvider.GetService<TimeProvider>() ?? TimeProvider.System, logger));
        waits = new DependencyWaits(this, resourceLoggerService, serviceProvider.GetService<IOptions<ResourceNotificationServiceOptions>>()?.Value ?? new ResourceNotificationServiceOptions());
    }

    /// <summary>Changes what is known about a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="stateFactory">Makes the new snapshot of the last; called once, and while no other change to the resource is made.</param>
    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return PublishUpdateAsync(resource, resource.Name, stateFactory);
    }

    /// <summary>Changes what is known about a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="resourceId">Its name in this engine.</param>
    /// <param name="stateFactory">Makes the new snapshot of the last; called once, and while no other change to the resource is made.</param>
    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(stateFactory);
        states.Change(resource, resourceId, stateFactory);
        return Task.CompletedTask;
    }

    /// <summary>The last state of a resource.</summary>
    /// <param name="resourceId">The resource's name.</param>
    /// <param name="resourceEvent">The state, when there is one.</param>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent) => states.TryGet(resourceId, out resourceEvent);

    /// <summary>The last state of all resources, then every change.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    public IAsyncEnumerable<ResourceEvent> WatchAsync(CancellationToken cancellationToken = default) => states.WatchAsync(ended, cancellationToken);

    /// <summary>Waits until a resource is in a state.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetState">The state; Running by default.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended; the message says in which state the resource was.</exception>
    public Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until a resource is in one of some states.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="targetStates">The states.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state it is in.</returns>
    /// <exception cref="OperationCanceledException">The wait was ended; the message says in which state the resource was.</exception>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var wanted = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = await WaitAsync(resourceName, happened => wanted.Contains(happened.Snapshot.State?.Text ?? string.Empty), string.Join(" or ", wanted), cancellationToken);
        return found.Snapshot.State!.Text;
    }

    /// <summary>Waits until a resource is as one wishes.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="predicate">The wish.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended; the message says in which state the resource was.</exception>
    public Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default) =>
        WaitAsync(resourceName, predicate, "as wished", cancellationToken);

    /// <summary>Waits until a resource runs and is healthy and all subscribers of its ResourceReadyEvent have been told.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended; the message says in which state the resource was.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        waits.HealthyAsync(resourceName, behavior: null, cancellationToken);

    /// <summary>Waits until a resource runs and is healthy and all subscribers of its ResourceReadyEvent have been told.</summary>
    /// <param name="resourceName">The resource's name.</param>
    /// <param name="waitBehavior">What happens when it has ended or could not be started.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DistributedApplicationException">It has ended or could not be started.</exception>
    /// <exception cref="OperationCanceledException">The wait was ended; the message says in which state the resource was.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default) =>
        waits.HealthyAsync(resourceName, waitBehavior, cancellationToken);

    /// <summary>Waits for all that the model says a resource waits for. Meanwhile its state is Waiting, and it says for what.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DistributedApplicationException">One of them has ended otherwise than expected; the message names it and what to do.</exception>
    public Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken) => waits.ForAsync(resource, cancellationToken);

    /// <summary>Ends all waits.</summary>
    public void Dispose()
    {
        disposed.Cancel();
        disposed.Dispose();
        GC.SuppressFinalize(this);
    }

    internal async Task<ResourceEvent> WaitAsync(string resourceName, Func<ResourceEvent, bool> predicate, string wish, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var happened in WatchAsync(cancellationToken))
            {
                if (string.Equals(happened.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(happened))
                {
                    return happened;
                }
            }
        }
        catch (OperationCanceledException cancelled)
        {
            throw new OperationCanceledException(Ended(resourceName, wish), cancelled, cancelled.CancellationToken);
        }

        throw new OperationCanceledException(Ended(resourceName, wish));
    }

    private string Ended(string resourceName, string wish) =>
        TryGetCurrentState(resourceName, out var current)
            ? $"The wait for resource '{resourceName}' to be {wish} was ended; it is {current.Snapshot.State?.Text ?? "in no state"}, health {current.Snapshot.HealthStatus?.ToString() ?? "unknown"}."
            : $"The wait for resource '{resourceName}' to be {wish} was ended; nothing is known about a resource of that name.";
}
