using System.Text.Json;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>The labels by which the chart's objects are recognised.</summary>
internal static class ChartLabels
{
    /// <summary>The marker that every object and pod of a release has, with the release's name. What does not have it is never touched.</summary>
    public const string Marker = "distribution.dev/topology";

    /// <summary>The member's group.</summary>
    private const string Name = "app.kubernetes.io/name";

    /// <summary>The group of an object; empty for one without.</summary>
    public static string GroupOf(JsonElement item) => item.GetProperty("metadata").TryGetProperty("labels", out var labels) && labels.TryGetProperty(Name, out var name) ? name.GetString()! : "";
}
