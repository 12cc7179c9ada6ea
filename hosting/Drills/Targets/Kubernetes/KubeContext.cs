using System.Text.Json;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>The context that kubectl uses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Server">The API server.</param>
/// <param name="Namespace">Its namespace.</param>
internal sealed record KubeContext(string Name, Uri Server, string Namespace)
{
    /// <summary>Reads what <c>kubectl config view --minify</c> prints.</summary>
    /// <exception cref="TargetException">There is no context in it that names a cluster.</exception>
    public static KubeContext Parse(JsonElement config)
    {
        var name = config.TryGetProperty("current-context", out var current) ? current.GetString() ?? "" : "";
        if (First(config, "clusters") is not { } cluster || !cluster.GetProperty("cluster").TryGetProperty("server", out var address) || !Uri.TryCreate(address.GetString(), UriKind.Absolute, out var server))
        {
            throw new TargetException($"kubectl's context '{name}' names no cluster: say which with --kubeconfig and --context.");
        }

        return new(name, server, First(config, "contexts") is { } context && context.GetProperty("context").TryGetProperty("namespace", out var space) ? space.GetString()! : "default");
    }

    private static JsonElement? First(JsonElement config, string list) =>
        config.TryGetProperty(list, out var entries) && entries.ValueKind == JsonValueKind.Array && entries.GetArrayLength() > 0 ? entries[0] : null;
}
