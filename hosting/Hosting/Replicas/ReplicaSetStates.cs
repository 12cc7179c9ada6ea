using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Distribution.Hosting.Replicas;

/// <summary>Shows each set in the state that its members give it, with how many of them serve.</summary>
internal sealed class ReplicaSetStates(DistributedApplicationModel model, ResourceNotificationService notifications) : BackgroundService
{
    private const string Serving = "replicas.healthy";
    private const string Wanted = "replicas.total";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var shown = model.Resources.OfType<ReplicaSetResource>().ToDictionary(set => set, _ => (State: "", Serving: 0));
        var snapshots = new Dictionary<IResource, CustomResourceSnapshot>();
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (!change.Resource.TryGetLastAnnotation<ReplicaMemberAnnotation>(out var member))
            {
                continue;
            }

            snapshots[change.Resource] = change.Snapshot;
            var set = member.Set;
            var members = set.Members.Select(snapshots.GetValueOrDefault).ToList();
            var next = (State: ReplicaSetState.Of(members, shown[set].State == KnownResourceStates.Running), Serving: members.Count(ReplicaSetState.IsServing));
            if (next != shown[set])
            {
                shown[set] = next;
                await notifications.PublishUpdateAsync(set, last => last with
                {
                    State = next.State,
                    Properties = [new(Serving, next.Serving), new(Wanted, members.Count)],
                });
            }
        }
    }
}
