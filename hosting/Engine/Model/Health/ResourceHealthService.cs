using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Distribution.Engine.Model;

/// <summary>
/// Looks after the health of every resource that runs: one loop for each check, from the moment at which the resource is Running until it is not.
/// The first time since that moment at which it is healthy, its ResourceReadyEvent is raised; a resource without checks is healthy when it runs.
/// </summary>
internal sealed partial class ResourceHealthService(
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    IOptions<HealthCheckServiceOptions> checks,
    IServiceProvider services,
    TimeProvider time,
    ILogger<ResourceHealthService> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, Watch> watches = new(StringComparer.OrdinalIgnoreCase);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var happened in notifications.WatchAsync(stoppingToken))
            {
                Follow(happened, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            var open = watches.Values.ToArray();
            Array.ForEach(open, watch => watch.Stop());
            await Task.WhenAll(open.Select(watch => watch.Ended));
        }
    }

    private void Follow(ResourceEvent happened, CancellationToken stopping)
    {
        var name = happened.Resource.Name;
        var runs = happened.Snapshot.State?.Text == KnownResourceStates.Running;
        if (watches.TryGetValue(name, out var watch) && (!runs || watch.Start != happened.Snapshot.Start))
        {
            watches.TryRemove(name, out _);
            watch.Stop();
            watch = null;
        }

        if (runs && watch is null)
        {
            watches[name] = new Watch(this, happened.Resource, happened.Snapshot.Start, stopping);
        }
    }

    private HealthCheckLoop Loop(string key, IResource resource)
    {
        var registration = checks.Value.Registrations.LastOrDefault(known => known.Name == key)
            ?? new HealthCheckRegistration(key, new MissingHealthCheck(resource.Name), HealthStatus.Unhealthy, tags: null);
        return new HealthCheckLoop(registration, services, time, logger);
    }

    /// <summary>Makes a report known, unless the resource has ended or been started again since, and raises the ready event if this makes it healthy.</summary>
    private async Task ReportAsync(IResource resource, int start, HealthReportSnapshot? report, CancellationToken cancellationToken)
    {
        TaskCompletionSource? ready = null;
        if (notifications.TryGetCurrentState(resource.Name, out var current) && IsKnown(current.Snapshot, start, report))
        {
            return;
        }

        await notifications.PublishUpdateAsync(resource, last =>
        {
            if (last.Start != start || last.State?.Text != KnownResourceStates.Running)
            {
                return last;
            }

            var next = report is null ? last : last with { HealthReports = [.. last.HealthReports.Where(known => known.Name != report.Name), report] };
            if (next.HealthStatus == HealthStatus.Healthy && next.Ready is null)
            {
                ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                next = next with { Ready = ready.Task };
            }

            return next;
        });
        if (ready is not null)
        {
            // The checks go on meanwhile, however long the subscribers take.
            _ = RaiseReadyAsync(resource, ready, cancellationToken);
        }
    }

    private static bool IsKnown(CustomResourceSnapshot snapshot, int start, HealthReportSnapshot? report) =>
        snapshot.Start != start
        || (report is null
            ? snapshot.Ready is not null
            : snapshot.HealthReports.Any(known => known with { LastRunAt = null } == report with { LastRunAt = null })
                && (snapshot.Ready is not null || snapshot.HealthStatus != HealthStatus.Healthy));

    private async Task RaiseReadyAsync(IResource resource, TaskCompletionSource ready, CancellationToken cancellationToken)
    {
        Ready(logger, resource.Name);
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
            ready.SetResult();
        }
        catch (OperationCanceledException)
        {
            ready.SetCanceled(cancellationToken);
        }
        catch (Exception error)
        {
            ReadyFailed(logger, error, resource.Name);
            ready.SetException(error);
        }
    }

    [LoggerMessage(1400, LogLevel.Debug, "Resource '{Resource}' is ready.")]
    private static partial void Ready(ILogger logger, string resource);

    [LoggerMessage(1401, LogLevel.Error, "A subscriber of the ResourceReadyEvent of '{Resource}' failed; what waits for it is not started.")]
    private static partial void ReadyFailed(ILogger logger, Exception error, string resource);

    /// <summary>The loops of one start of one resource.</summary>
    private sealed class Watch
    {
        private readonly CancellationTokenSource ended;

        public Watch(ResourceHealthService service, IResource resource, int start, CancellationToken stopping)
        {
            ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var token = ended.Token;
            Start = start;
            var keys = resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key).ToArray();
            Ended = keys.Length == 0
                ? Task.Run(() => service.ReportAsync(resource, start, report: null, token), CancellationToken.None)
                : Task.WhenAll(keys.Select(key => Task.Run(
                    () => service.Loop(key, resource).RunAsync(report => service.ReportAsync(resource, start, report, token), token),
                    CancellationToken.None)));
        }

        public int Start { get; }

        public Task Ended { get; }

        public void Stop()
        {
            ended.Cancel();
            ended.Dispose();
        }
    }
}
