using Distribution.Gateway.Health;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace Distribution.Gateway.Routing;

/// <summary>What is reachable from outside. Everything else of a backend, its health and <c>/internal</c> paths first of all, is not routed.</summary>
internal static class PublicRoutes
{
    private const string Identity = "identity";

    /// <summary>Path prefixes, and the cluster that serves each.</summary>
    private static readonly (string Prefix, string Cluster)[] Routes =
    [
        ("/requests", "api"), ("/grants", "api"), ("/policies", "api"), ("/openapi", "api"),
        ("/token", Identity), ("/.well-known", Identity), ("/keys", Identity),
        ("/jobs", "worker"),
        ("/audit", "audit"),
    ];

    /// <summary>The path prefixes that are public.</summary>
    public static readonly IReadOnlyList<string> Prefixes = [.. Routes.Select(route => route.Prefix)];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static IReverseProxyBuilder AddPublicRoutes(this IReverseProxyBuilder proxy, IConfiguration configuration) =>
        proxy
            .LoadFromMemory([.. Routes.Select(route => Route(route.Prefix, route.Cluster))], [])
            .LoadFromConfig(configuration.GetSection("ReverseProxy"))
            .AddConfigFilter<ReplicaClusterFilter>();

    private static RouteConfig Route(string prefix, string cluster) => new()
    {
        RouteId = prefix.TrimStart('/'),
        ClusterId = cluster,
        Match = new RouteMatch { Path = prefix + "/{**rest}", Methods = Methods },
    };

    /// <summary>Gives every configured cluster the policies that configuration by environment leaves out.</summary>
    private sealed class ReplicaClusterFilter : IProxyConfigFilter
    {
        public ValueTask<ClusterConfig> ConfigureClusterAsync(ClusterConfig cluster, CancellationToken cancel) => new(cluster with
        {
            LoadBalancingPolicy = cluster.LoadBalancingPolicy ?? LoadBalancingPolicies.PowerOfTwoChoices,
            HealthCheck = cluster.HealthCheck ?? HealthDefaults.Checks,
            HttpRequest = cluster.HttpRequest ?? new ForwarderRequestConfig { ActivityTimeout = cluster.ClusterId == Identity ? ForwardingDefaults.SilenceOfIdentity : ForwardingDefaults.Silence },
        });

        public ValueTask<RouteConfig> ConfigureRouteAsync(RouteConfig route, ClusterConfig? cluster, CancellationToken cancel) => new(route);
    }
}
