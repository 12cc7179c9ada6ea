using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Engine.Dashboard;

/// <summary>Waits until a topology's start needs the machine no longer: every resource that starts by itself is healthy or has ended.</summary>
internal sealed class TopologySettled(ResourceNotificationService notifications, TimeProvider clock)
{
    public async Task WaitAsync(IEnumerable<IResource> resources, TimeSpan atMost, CancellationToken cancellation)
    {
        var open = resources.Where(StartsByItself).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        using var enough = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellation);
        try
        {
            await foreach (var change in notifications.WatchAsync(either.Token))
            {
                if (IsSettled(change.Snapshot) && open.Remove(change.Resource.Name) && open.Count == 0)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    private static bool StartsByItself(IResource resource) =>
        resource is not IResourceWithoutLifetime && !resource.Annotations.OfType<ExplicitStartupAnnotation>().Any();

    private static bool IsSettled(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state
        && (KnownResourceStates.TerminalStates.Contains(state) || (state == KnownResourceStates.Running && snapshot.HealthStatus is null or HealthStatus.Healthy));
}
