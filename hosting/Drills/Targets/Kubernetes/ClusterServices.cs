using System.Net;
using System.Text.Json;
using Distribution.Drills.Targets.Deployed;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>The Services of a release, whose addresses stay.</summary>
/// <param name="services">What <c>kubectl get services -o json</c> prints.</param>
/// <param name="nodes">The cluster's.</param>
internal sealed class ClusterServices(JsonElement services, IReadOnlyDictionary<string, ClusterNode> nodes)
{
    private const string PodName = "statefulset.kubernetes.io/pod-name";

    /// <summary>The address of the Service that leads to one pod only; null where it has none. Valkey and its Sentinels know each other, and name each other to clients, by these.</summary>
    public IPAddress? OwnAddressOf(string pod) => Items()
        .Where(service => service.GetProperty("spec").TryGetProperty("selector", out var selector) && selector.TryGetProperty(PodName, out var name) && name.GetString() == pod)
        .Select(ClusterAddress)
        .FirstOrDefault();

    /// <summary>Where clients come in: what is given to the outside of the cluster before what is not.</summary>
    /// <exception cref="TargetException">The gateway has no Service with an address.</exception>
    public Uri Gateway() => Items().Where(service => ChartLabels.GroupOf(service) == Groups.Gateway).Select(AddressOf).FirstOrDefault(address => address is not null)
        ?? throw new TargetException("The gateway has no Service with an address: say --gateway URL, where this machine reaches it.");

    private IEnumerable<JsonElement> Items() => services.GetProperty("items").EnumerateArray();

    private Uri? AddressOf(JsonElement service)
    {
        var spec = service.GetProperty("spec");
        var port = spec.GetProperty("ports")[0];
        var inner = ClusterAddress(service) is { } address ? Url(address.ToString(), port.GetProperty("port").GetInt32()) : null;
        return spec.GetProperty("type").GetString() switch
        {
            "LoadBalancer" => Balancer(service) is { } host ? Url(host, port.GetProperty("port").GetInt32()) : inner,
            "NodePort" => nodes.Values.Select(node => node.Address).FirstOrDefault(found => found is not null) is { } node ? Url(node.ToString(), port.GetProperty("nodePort").GetInt32()) : inner,
            _ => inner,
        };
    }

    // A headless one has the word None for an address.
    private static IPAddress? ClusterAddress(JsonElement service) => service.GetProperty("spec").TryGetProperty("clusterIP", out var text) && IPAddress.TryParse(text.GetString(), out var address) ? address : null;

    private static string? Balancer(JsonElement service) =>
        service.TryGetProperty("status", out var status) && status.TryGetProperty("loadBalancer", out var balancer) && balancer.TryGetProperty("ingress", out var ways) && ways.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } way
            ? (way.TryGetProperty("ip", out var ip) ? ip : way.GetProperty("hostname")).GetString()
            : null;

    private static Uri Url(string host, int port) => new UriBuilder("http", host, port).Uri;
}
