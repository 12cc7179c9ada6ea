using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Description;
using Distribution.Publishing.Description.Values;

namespace Distribution.Publishing.Compose.Overlays;

/// <summary>
/// Takes a bundled server away, where a managed one is used. Its network gets a way out, for the services that were connected to it. Only services that are in every file are changed: a change of one that is not
/// there would be a service without an image.
/// </summary>
internal static class ExternalOverlay
{
    public static ComposeFile Postgres(TopologyDescription topology, PostgresCluster cluster, Composition single, Composition whole) => Create(
        ComposeNetworks.Of(cluster),
        whole.Postgres,
        single.Workloads,
        FirstWith<PostgresHostsPart>(topology),
        ComposeSettings.PostgresHosts,
        "set it in .env to the managed server, HOST or HOST:PORT");

    public static ComposeFile Valkey(TopologyDescription topology, ValkeyCluster cluster, Composition single, Composition whole) => Create(
        ComposeNetworks.Of(cluster),
        whole.Valkey,
        single.Workloads,
        FirstWith<SentinelHostsPart>(topology),
        ComposeSettings.ValkeyServers,
        "set it in .env to the managed server, endpoint=HOST:PORT");

    private static string? FirstWith<T>(TopologyDescription topology)
        where T : ValuePart => topology.Workloads.SelectMany(workload => workload.Environment).FirstOrDefault(variable => variable.Parts.OfType<T>().Any())?.Name;

    private static ComposeFile Create(string network, IReadOnlyList<ComposeService> removed, IReadOnlyList<ComposeService> kept, string? connection, string setting, string remedy)
    {
        var file = new ComposeFile();
        var gone = removed.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var isAsked = false;
        foreach (var service in kept)
        {
            var change = new ComposeServiceChange();
            foreach (var name in service.DependsOn.Keys.Where(gone.Contains))
            {
                change.DependsOn.Add(name, ComposeRemoval.Instance);
            }

            // Without the setting the services would look for servers that are not there: compose says so instead, once.
            if (!isAsked && connection is not null && service.Environment.TryGetValue(connection, out var value) && Required(value, setting, remedy) is { } required)
            {
                change.Environment.Add(connection, required);
                isAsked = true;
            }

            if (!change.IsEmpty)
            {
                file.Add(service.Name, change);
            }
        }

        foreach (var service in removed)
        {
            file.Add(service.Name, ComposeRemoval.Instance);
        }

        file.Networks.Add(new(network, "The managed server is outside."), new() { Internal = false });
        return file;
    }

    // ${NAME:-default} becomes ${NAME:?remedy}.
    private static string? Required(string value, string setting, string remedy)
    {
        var begin = value.IndexOf($"${{{setting}:-", StringComparison.Ordinal);
        if (begin < 0)
        {
            return null;
        }

        var end = value.IndexOf('}', begin);
        return $"{value[..begin]}${{{setting}:?{remedy}{value[end..]}";
    }
}
