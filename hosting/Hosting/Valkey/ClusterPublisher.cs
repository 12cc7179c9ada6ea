using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Valkey;

/// <summary>Shows roles, lag and term in the snapshots of a cluster's resources, when they have changed.</summary>
internal sealed partial class ClusterPublisher(ValkeyClusterResource cluster, ResourceNotificationService notifications, ILogger log)
{
    private readonly Dictionary<string, (string Role, long? Lag, long Term)> _shown = new(StringComparer.Ordinal);
    private bool _running;

    public void Publish(ClusterView view)
    {
        var term = view.Record.Term;
        foreach (var server in cluster.Servers)
        {
            var member = view[server.Name];
            Show(server, member.Report is { IsPrimary: true } ? "primary" : "replica", Lag(view, member), term);
        }

        foreach (var sentinel in cluster.Sentinels)
        {
            Show(sentinel, "sentinel", null, term);
        }

        if (!_running && ClusterHealth.IsWritable(view))
        {
            _running = true;
            _ = UpdateAsync(cluster, last => last with { State = KnownResourceStates.Running });
        }

        Show(cluster, view.Primary.Name, null, term);
    }

    /// <summary>Shows that the cluster cannot run.</summary>
    public Task FailAsync() => UpdateAsync(cluster, last => last with { State = KnownResourceStates.FailedToStart });

    private static long? Lag(ClusterView view, MemberView member) =>
        member.Report is { IsPrimary: false } replica && view.Primary.Report is { IsPrimary: true } primary ? Math.Max(0, primary.Offset - replica.Offset) : null;

    private void Show(IResource resource, string role, long? lag, long term)
    {
        if (_shown.TryGetValue(resource.Name, out var shown) && shown == (role, lag, term))
        {
            return;
        }

        _shown[resource.Name] = (role, lag, term);
        _ = UpdateAsync(resource, last => last with
        {
            Properties = Set(last.Properties, (resource == cluster ? "cluster.primary" : "node.role", role), ("node.lag", lag), ("cluster.term", term)),
        });
    }

    private async Task UpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> update)
    {
        try
        {
            await notifications.PublishUpdateAsync(resource, update);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotShown(log, resource.Name, failure);
        }
    }

    private static ImmutableArray<ResourcePropertySnapshot> Set(ImmutableArray<ResourcePropertySnapshot> properties, params (string Name, object? Value)[] values) =>
        [.. properties.Where(p => values.All(v => v.Name != p.Name)), .. values.Where(v => v.Value is not null).Select(v => new ResourcePropertySnapshot(v.Name, v.Value))];

    [LoggerMessage(20, LogLevel.Warning, "The status of {Resource} could not be shown")]
    private static partial void NotShown(ILogger log, string resource, Exception failure);
}
