using System.Text.Json;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>A Deployment or StatefulSet: what has to be there, also while a pod of it is missing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Group">The group of members that its pods are.</param>
/// <param name="Replicas">How many there have to be.</param>
/// <param name="IsStateful">Whether its pods have names that stay.</param>
internal sealed record Workload(string Name, string Group, int Replicas, bool IsStateful)
{
    /// <summary>Reads an item; null for one of another kind.</summary>
    public static Workload? Parse(JsonElement item) => item.GetProperty("kind").GetString() is "Deployment" or "StatefulSet"
        ? new(
            item.GetProperty("metadata").GetProperty("name").GetString()!,
            ChartLabels.GroupOf(item),
            item.GetProperty("spec").TryGetProperty("replicas", out var replicas) ? replicas.GetInt32() : 1,
            item.GetProperty("kind").GetString() == "StatefulSet")
        : null;
}
