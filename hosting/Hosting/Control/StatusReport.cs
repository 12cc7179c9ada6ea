using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Gateway;
using Distribution.Hosting.Members;
using Distribution.Hosting.Network;
using Distribution.Hosting.Topology;
using Distribution.Hosting.Zones;
using Distribution.Machine.Control;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Distribution.Hosting.Control;

/// <summary>Tells how the topology is, from the snapshots of its resources.</summary>
internal sealed class StatusReport(DistributedApplicationModel model, SnapshotBoard board, TopologyContext topology, NetworkFaults? faults = null)
{
    private const string Unknown = "Unknown";

    /// <summary>Written by the engine while its dashboard serves.</summary>
    private const string DashboardLink = "dashboard.url";

    public TopologyStatus Now()
    {
        var resources = model.Resources.Where(IsShown).ToList();
        return new(
            topology.Name,
            resources.All(IsSettled),
            Dashboard(),
            resources.Where(resource => resource.HasAnnotationOfType<GatewayAnnotation>()).Select(Endpoints).FirstOrDefault()?.FirstOrDefault(),
            [.. resources.Select(Of)],
            topology.Network.ToString().ToLowerInvariant(),
            faults?.Names ?? []);
    }

    /// <summary>The resource of that name, also one that the status leaves out.</summary>
    public IResource? Find(string name) => model.Resources.FirstOrDefault(resource => resource.Name == name);

    /// <summary>The name under which the resource logs: the engine's own for it, once it is known.</summary>
    public string LogName(IResource resource) => board.Of(resource)?.Last.ResourceId ?? resource.Name;

    private ResourceStatus Of(IResource resource)
    {
        var entry = board.Of(resource);
        var snapshot = entry?.Snapshot;
        return new(
            resource.Name,
            snapshot?.ResourceType ?? resource.GetType().Name,
            snapshot?.Text(MemberProperties.Role),
            snapshot?.State?.Text ?? Unknown,
            IsHealthy(snapshot),
            snapshot?.Pid(),
            Endpoints(resource),
            snapshot?.Number(MemberProperties.Lag),
            snapshot?.Number(MemberProperties.Term),
            WaitingFor(resource, snapshot),
            snapshot?.StartTimeStamp,
            entry?.HealthyAfter is { } took ? Math.Round(took.TotalMilliseconds) : null,
            snapshot?.ExitCode,
            resource.Annotations.OfType<Zone>().FirstOrDefault()?.Name);
    }

    /// <summary>Parameters and their like are values, not parts that live; what is hidden belongs to the tool.</summary>
    private bool IsShown(IResource resource) =>
        resource is not IResourceWithoutLifetime and not ParameterResource
        && !resource.HasAnnotationOfType<HiddenAnnotation>()
        && board.Of(resource)?.Snapshot.IsHidden != true;

    private bool IsSettled(IResource resource)
    {
        var snapshot = board.Of(resource)?.Snapshot;
        var state = snapshot?.State?.Text;
        return IsHealthy(snapshot)
            || (state is not null && KnownResourceStates.TerminalStates.Contains(state) && snapshot!.ExitCode == 0 && Completion.IsAwaited(model, resource))
            || (state == KnownResourceStates.NotStarted && resource.HasAnnotationOfType<ExplicitStartupAnnotation>());
    }

    private List<string> WaitingFor(IResource resource, CustomResourceSnapshot? snapshot) =>
        snapshot?.State?.Text != KnownResourceStates.Waiting
            ? []
            : [.. resource.Annotations.OfType<WaitAnnotation>().Where(wait => !IsOver(wait)).Select(wait => wait.Resource.Name).Distinct()];

    private bool IsOver(WaitAnnotation wait)
    {
        var snapshot = board.Of(wait.Resource)?.Snapshot;
        return wait.WaitType switch
        {
            WaitType.WaitForCompletion => snapshot is { ExitCode: { } code, State.Text: { } state } && code == wait.ExitCode && KnownResourceStates.TerminalStates.Contains(state),
            WaitType.WaitUntilStarted => snapshot?.State?.Text == KnownResourceStates.Running,
            _ => IsHealthy(snapshot),
        };
    }

    private List<string> Endpoints(IResource resource) =>
        [.. (board.Of(resource)?.Snapshot.Urls ?? []).Where(url => !url.IsInternal).Select(url => url.Url).Distinct()];

    private string? Dashboard()
    {
        var link = Path.Combine(topology.StateFolder.Run, DashboardLink);
        return File.Exists(link) ? File.ReadAllText(link).Trim() : null;
    }

    private static bool IsHealthy(CustomResourceSnapshot? snapshot) =>
        (snapshot?.State?.Text == KnownResourceStates.Running || snapshot?.State?.Text == KnownResourceStates.Active)
        && snapshot.HealthStatus is HealthStatus.Healthy;
}
