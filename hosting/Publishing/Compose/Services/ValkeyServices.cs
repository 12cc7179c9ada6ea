using System.Globalization;
using Distribution.Publishing.Compose.Model;
using Distribution.Publishing.Description;

namespace Distribution.Publishing.Compose.Services;

/// <summary>
/// The cache: servers, and all of their Sentinels in every file, since those keep in their data how many they are. Members know each other by addresses that stay: a name is gone with its container, and with it the
/// Sentinels' way back.
/// </summary>
internal sealed class ValkeyServices(TopologyDescription topology, ValkeyCluster cluster, Scale scale)
{
    private const int FirstServer = 11;
    private const int FirstSentinel = 31;
    private const int MostMembers = 20;

    /// <summary>Longer than the image's own patience with a shutdown.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Hosts _hosts = new(topology, scale);

    public IEnumerable<ComposeService> All()
    {
        if (cluster.Servers > MostMembers || cluster.Sentinels > MostMembers)
        {
            throw new PublishException($"'{cluster.Name}' has more members than addresses are set aside for in compose: {MostMembers} servers and {MostMembers} Sentinels.");
        }

        return [.. Enumerable.Range(1, cluster.Sentinels).Select(Sentinel), .. Servers.Select(Server)];
    }

    private IEnumerable<int> Servers => scale.Members(cluster.Servers);

    private ComposeService Sentinel(int member)
    {
        var service = Create(ComposeLayout.Member($"{cluster.Name}-sentinel", member), "sentinel", SentinelAddress(member), "sentinel");
        service.Environment["INITIAL_PRIMARY"] = Hosts.At(ServerAddress(1), ValkeyCluster.Port);
        service.Environment["QUORUM"] = cluster.Quorum.ToString(CultureInfo.InvariantCulture);
        return service;
    }

    private ComposeService Server(int member)
    {
        var service = Create(ComposeLayout.Member(cluster.Name, member), "server", ServerAddress(member), "valkey");

        // A primary that is cut off from its replicas must not go on acknowledging; one that has none must.
        service.Environment["MIN_REPLICAS_TO_WRITE"] = scale.Count(cluster.Servers) > 1 ? "1" : "0";
        foreach (var sentinel in _hosts.Sentinels)
        {
            // Servers ask the Sentinels who is the primary, and wait for their answer themselves.
            service.DependsOn.Add(sentinel, new() { Condition = ComposeDependency.Started });
        }

        return service;
    }

    private ComposeService Create(string name, string command, string address, string volume)
    {
        var service = Containers.Create(name, ComposeLayout.ServerImage("valkey", topology.Version), WorkloadResources.Small, ComposeSettings.ValkeyMemory, Containers.ServerWeight);
        service.Command = [command];
        service.Environment["CLUSTER_NAME"] = cluster.Name;
        service.Environment["MEMBER_HOST"] = address;
        service.Environment["SERVERS"] = string.Join(',', Servers.Select(member => Hosts.At(ServerAddress(member), ValkeyCluster.Port)));
        service.Environment["SENTINELS"] = string.Join(',', Enumerable.Range(1, cluster.Sentinels).Select(member => Hosts.At(SentinelAddress(member), ValkeyCluster.SentinelPort)));
        service.Secrets = [.. cluster.Secrets.Select(secret => secret.Name)];
        service.Networks.Add(ComposeNetworks.Of(cluster), new() { Address = address });
        service.Volumes.Add($"{name}-data:{ComposeLayout.Volume(volume)}");
        service.HealthCheck = ComposeHealth.Check(ComposeHealth.ServerStart, "/usr/local/bin/entrypoint", "health", command);
        service.StopGracePeriod = ComposeLayout.Seconds(Grace);
        return service;
    }

    private static string ServerAddress(int member) => string.Create(CultureInfo.InvariantCulture, $"{ComposeLayout.ValkeyNetwork}.{FirstServer + member - 1}");

    private static string SentinelAddress(int member) => string.Create(CultureInfo.InvariantCulture, $"{ComposeLayout.ValkeyNetwork}.{FirstSentinel + member - 1}");
}
