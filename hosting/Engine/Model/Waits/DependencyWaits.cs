using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Model;

/// <summary>
/// Holds the start of a resource back until those that it waits for are as the model says. While one is missing, its state is Waiting and its property
/// <c>resource.waitingFor</c> names the missing ones, in the model's order.
/// </summary>
internal sealed partial class DependencyWaits(ResourceNotificationService notifications, ResourceLoggerService loggers, ResourceNotificationServiceOptions options)
{
    public async Task ForAsync(IResource resource, CancellationToken cancellationToken)
    {
        var open = resource.Annotations.OfType<WaitAnnotation>().Where(wait => wait.Resource is not IResourceWithoutLifetime).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var logger = loggers.GetLogger(resource);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await ShowAsync(resource, open);
        try
        {
            await Task.WhenAll(open.ToArray().Select(wait => OneAsync(resource, wait, open, logger, failed)));
        }
        finally
        {
            await notifications.PublishUpdateAsync(resource, last => last with { Properties = last.Properties.Without(ResourceProperties.WaitingFor) });
        }
    }

    public async Task<ResourceEvent> HealthyAsync(string resourceName, WaitBehavior? behavior, CancellationToken cancellationToken)
    {
        var stop = (behavior ?? options.DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var found = await notifications.WaitAsync(
            resourceName,
            happened => happened.Snapshot is { HealthStatus: HealthStatus.Healthy, Ready: not null } || (stop && IsUnavailable(happened.Snapshot)),
            "healthy",
            cancellationToken);
        try
        {
            await (found.Snapshot.Ready ?? throw Unavailable(found)).WaitAsync(cancellationToken);
            return found;
        }
        catch (Exception error) when (error is not (OperationCanceledException or DistributedApplicationException))
        {
            throw new DistributedApplicationException($"Resource '{found.Resource.Name}' is healthy, but what was to be done then failed: {error.Message}", error);
        }
    }

    private static bool IsUnavailable(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text is { } state && (KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.RuntimeUnhealthy);

    private static DistributedApplicationException Unavailable(ResourceEvent found) =>
        new($"Resource '{found.Resource.Name}' is {found.Snapshot.State?.Text}{Code(found.Snapshot)} instead of running: see its log with ./distribution logs {found.Resource.Name}, mend it and start it again.");

    private static string Code(CustomResourceSnapshot snapshot) => snapshot.ExitCode is { } code ? $" with exit code {code}" : string.Empty;

    private async Task OneAsync(IResource resource, WaitAnnotation wait, List<WaitAnnotation> open, ILogger logger, CancellationTokenSource failed)
    {
        var name = wait.Resource.Name;
        var wish = wait.WaitType switch
        {
            WaitType.WaitForCompletion => "complete",
            WaitType.WaitUntilStarted => "running",
            _ => "healthy",
        };
        Waiting(logger, name, wish);
        try
        {
            await (wait.WaitType switch
            {
                WaitType.WaitForCompletion => CompletedAsync(wait, failed.Token),
                WaitType.WaitUntilStarted => StartedAsync(wait, failed.Token),
                _ => HealthyAsync(name, wait.WaitBehavior, failed.Token),
            });
        }
        catch (DistributedApplicationException error)
        {
            await failed.CancelAsync();
            throw new DistributedApplicationException($"Resource '{resource.Name}' was not started, because it waits for '{name}' to be {wish}. {error.Message}", error);
        }

        Waited(logger, name, wish);
        lock (open)
        {
            open.Remove(wait);
        }

        await ShowAsync(resource, open);
    }

    private async Task StartedAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var stop = (wait.WaitBehavior ?? options.DefaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var found = await notifications.WaitAsync(
            wait.Resource.Name,
            happened => happened.Snapshot.State?.Text == KnownResourceStates.Running || (stop && IsUnavailable(happened.Snapshot)),
            "running",
            cancellationToken);
        if (IsUnavailable(found.Snapshot))
        {
            throw Unavailable(found);
        }
    }

    private async Task CompletedAsync(WaitAnnotation wait, CancellationToken cancellationToken)
    {
        var found = await notifications.WaitAsync(
            wait.Resource.Name,
            happened => happened.Snapshot.State?.Text is { } state && KnownResourceStates.TerminalStates.Contains(state),
            "complete",
            cancellationToken);
        var snapshot = found.Snapshot;
        if (snapshot.State!.Text == KnownResourceStates.FailedToStart)
        {
            throw Unavailable(found);
        }

        if (snapshot.ExitCode is { } code && code != wait.ExitCode)
        {
            throw new DistributedApplicationException(
                $"Resource '{wait.Resource.Name}' ended with exit code {code}, expected {wait.ExitCode}: see its log with ./distribution logs {wait.Resource.Name}, mend what it says, then start it and this one again.");
        }
    }

    private Task ShowAsync(IResource resource, List<WaitAnnotation> open) => notifications.PublishUpdateAsync(resource, last =>
    {
        string[] names;
        lock (open)
        {
            names = [.. open.Select(wait => wait.Resource.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        }

        return names.Length == 0 ? last with { Properties = last.Properties.Without(ResourceProperties.WaitingFor) } : last with
        {
            State = KnownResourceStates.Waiting,
            Properties = last.Properties.With(ResourceProperties.WaitingFor, names),
        };
    });

    [LoggerMessage(1300, LogLevel.Information, "Waiting for '{Dependency}' to be {Wish}.")]
    private static partial void Waiting(ILogger logger, string dependency, string wish);

    [LoggerMessage(1301, LogLevel.Information, "'{Dependency}' is {Wish}.")]
    private static partial void Waited(ILogger logger, string dependency, string wish);
}
