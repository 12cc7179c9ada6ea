using System.Collections.Concurrent;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Members;

/// <summary>The last snapshot of each resource, and how long it took to become healthy.</summary>
internal sealed class SnapshotBoard(ResourceNotificationService notifications, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<IResource, SnapshotEntry> _entries = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _starting = new();
    private Task? _watching;

    /// <summary>Begins to listen; what was published before is caught up with. Does nothing the second time.</summary>
    public void Start()
    {
        lock (_starting)
        {
            _watching ??= WatchAsync();
        }
    }

    /// <summary>What is known of a resource; null before its first snapshot.</summary>
    public SnapshotEntry? Of(IResource resource) => _entries.GetValueOrDefault(resource);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_watching ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        await foreach (var change in notifications.WatchAsync(_stop.Token))
        {
            _entries[change.Resource] = Next(_entries.GetValueOrDefault(change.Resource), change);
        }
    }

    private SnapshotEntry Next(SnapshotEntry? last, ResourceEvent change)
    {
        var snapshot = change.Snapshot;
        var begun = snapshot.StartTimeStamp ?? snapshot.CreationTimeStamp;
        var took = last is not null && last.Begun == begun ? last.HealthyAfter : null;
        var isHealthy = snapshot.State?.Text == KnownResourceStates.Running && snapshot.HealthStatus == HealthStatus.Healthy;
        return new(change, begun, took ?? (isHealthy && begun is { } since ? time.GetUtcNow().UtcDateTime - since : null));
    }
}
