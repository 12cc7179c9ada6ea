using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Postgres.Supervision;
using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Postgres;

/// <summary>Shows a cluster's status in the snapshots of its resources.</summary>
internal sealed partial class ClusterPublisher(PostgresClusterResource cluster, ResourceNotificationService notifications, ILogger logger)
{
    private bool _running;
    private Task _last = Task.CompletedTask;

    /// <summary>Shows it, after what was to be shown before; updates that fail are logged.</summary>
    public void Publish(ClusterStatus status) => _last = PublishAfterAsync(_last, status);

    /// <summary>Shows that the cluster cannot run.</summary>
    public Task FailAsync() => notifications.PublishUpdateAsync(cluster, last => last with { State = KnownResourceStates.FailedToStart });

    private async Task PublishAfterAsync(Task last, ClusterStatus status)
    {
        await last;
        try
        {
            if (!_running && status.IsWritable)
            {
                _running = true;
                foreach (var resource in cluster.Databases.Cast<IResource>().Prepend(cluster))
                {
                    await notifications.PublishUpdateAsync(resource, last => last with { State = KnownResourceStates.Running });
                }
            }

            await notifications.PublishUpdateAsync(cluster, last => last with { Properties = Set(last.Properties, ("cluster.term", status.Term), ("cluster.primary", status.Primary)) });
            foreach (var member in status.Members)
            {
                var resource = cluster.Members.First(candidate => candidate.Name == member.Name);
                await notifications.PublishUpdateAsync(resource, last => last with
                {
                    Properties = Set(
                        last.Properties,
                        ("node.role", member.Role == MemberRole.Primary ? "primary" : "standby"),
                        ("node.lag", member.Lag is { } lag ? (long)lag : null),
                        ("cluster.term", status.Term)),
                });
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            NotShown(logger, failure);
        }
    }

    private static ImmutableArray<ResourcePropertySnapshot> Set(ImmutableArray<ResourcePropertySnapshot> properties, params (string Name, object? Value)[] values) =>
        [.. properties.Where(property => values.All(value => value.Name != property.Name)), .. values.Where(value => value.Value is not null).Select(value => new ResourcePropertySnapshot(value.Name, value.Value))];

    [LoggerMessage(140, LogLevel.Warning, "The cluster's status could not be shown.")]
    private static partial void NotShown(ILogger logger, Exception failure);
}
