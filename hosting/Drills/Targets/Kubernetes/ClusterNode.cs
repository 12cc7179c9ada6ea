using System.Net;
using System.Text.Json;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>A machine of the cluster.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Zone">The zone that its label says; null for one without.</param>
/// <param name="Address">Its address within the cluster's network; null where it says none.</param>
internal sealed record ClusterNode(string Name, string? Zone, IPAddress? Address)
{
    private const string ZoneLabel = "topology.kubernetes.io/zone";

    /// <summary>Reads what <c>kubectl get nodes -o json</c> prints, by their names.</summary>
    public static IReadOnlyDictionary<string, ClusterNode> ParseAll(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(Parse).ToDictionary(node => node.Name, StringComparer.Ordinal);

    private static ClusterNode Parse(JsonElement item)
    {
        var metadata = item.GetProperty("metadata");
        var addresses = item.GetProperty("status").TryGetProperty("addresses", out var found) ? found.EnumerateArray().ToList() : [];
        var inner = addresses.Where(address => address.GetProperty("type").GetString() == "InternalIP").Select(address => address.GetProperty("address").GetString()).FirstOrDefault();
        return new(
            metadata.GetProperty("name").GetString()!,
            metadata.TryGetProperty("labels", out var labels) && labels.TryGetProperty(ZoneLabel, out var zone) ? zone.GetString() : null,
            IPAddress.TryParse(inner, out var ip) ? ip : null);
    }
}
