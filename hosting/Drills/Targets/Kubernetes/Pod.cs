using System.Net;
using System.Text.Json;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>A pod, as the cluster shows it. The chart's have one container each.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">The group of members that it belongs to.</param>
/// <param name="Owner">The kind of what made it: ReplicaSet, StatefulSet, Job.</param>
/// <param name="Created">When, as the cluster writes it.</param>
/// <param name="Phase">Pending, Running, Succeeded, Failed, Unknown.</param>
/// <param name="IsReady">Whether its probes say that it serves.</param>
/// <param name="IsEnding">Whether it has been told to end, or stood on a node that is lost.</param>
/// <param name="Node">Where it stands; null while it has no place.</param>
/// <param name="Address">Its address; null while it has none.</param>
/// <param name="Container">The id of its container; null while that does not run.</param>
/// <param name="Secrets">The Secrets that it is given, by name.</param>
internal sealed record Pod(
    string Name,
    string Group,
    string Owner,
    string Created,
    string Phase,
    bool IsReady,
    bool IsEnding,
    string? Node,
    IPAddress? Address,
    string? Container,
    IReadOnlyList<string> Secrets)
{
    /// <summary>Reads one of the items that <c>kubectl get pods -o json</c> prints.</summary>
    public static Pod Parse(JsonElement item)
    {
        var (metadata, spec, status) = (item.GetProperty("metadata"), item.GetProperty("spec"), item.GetProperty("status"));
        return new(
            metadata.GetProperty("name").GetString()!,
            ChartLabels.GroupOf(item),
            Items(metadata, "ownerReferences").Select(owner => owner.GetProperty("kind").GetString()!).FirstOrDefault() ?? "",
            metadata.GetProperty("creationTimestamp").GetString()!,
            Text(status, "phase") ?? "Unknown",
            Items(status, "conditions").Any(condition => Text(condition, "type") == "Ready" && Text(condition, "status") == "True"),
            metadata.TryGetProperty("deletionTimestamp", out _),
            Text(spec, "nodeName"),
            IPAddress.TryParse(Text(status, "podIP"), out var address) ? address : null,
            ContainerOf(status, spec.GetProperty("containers")[0].GetProperty("name").GetString()!),
            [.. Items(spec, "volumes").SelectMany(SecretsOf).Distinct(StringComparer.Ordinal)]);
    }

    // The id has its runtime before it: containerd://ID. One that has ended keeps its id, and does not run.
    private static string? ContainerOf(JsonElement status, string name) => Items(status, "containerStatuses")
        .Where(container => Text(container, "name") == name && container.TryGetProperty("state", out var state) && state.TryGetProperty("running", out _))
        .Select(container => Text(container, "containerID")?.Split("//")[^1])
        .FirstOrDefault();

    private static IEnumerable<string> SecretsOf(JsonElement volume) => volume.TryGetProperty("projected", out var projected)
        ? Items(projected, "sources").Where(source => source.TryGetProperty("secret", out _)).Select(source => source.GetProperty("secret").GetProperty("name").GetString()!)
        : [];

    private static IEnumerable<JsonElement> Items(JsonElement element, string list) => element.TryGetProperty(list, out var items) ? items.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
