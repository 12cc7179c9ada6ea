using System.Text.Json;

namespace Distribution.Servers;

/// <summary>What <c>status --json</c> printed.</summary>
public sealed record TopologyReport(string Name, bool Healthy, string Dashboard, string Gateway, IReadOnlyList<ResourceReport> Resources)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>One resource by name.</summary>
    public ResourceReport this[string name] => Resources.Single(resource => resource.Name == name);

    /// <summary>Reads it.</summary>
    public static TopologyReport Parse(string json) => JsonSerializer.Deserialize<TopologyReport>(json, Json) ?? throw new JsonException("status --json printed null");

    /// <summary>The one member of a cluster that has the role now.</summary>
    public ResourceReport InRole(string cluster, string role) => Resources.Single(resource => resource.Name.StartsWith($"{cluster}-", StringComparison.Ordinal) && resource.Role == role);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Resources.Select(resource => resource.ToString()));
}
