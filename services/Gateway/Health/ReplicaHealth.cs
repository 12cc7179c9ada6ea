using Distribution.ServiceDefaults.Health;
using Yarp.ReverseProxy.Health;

namespace Distribution.Gateway.Health;

/// <summary>Registers the health policies of the replicas, and the gateway's own readiness.</summary>
internal static class ReplicaHealth
{
    public static IReverseProxyBuilder AddReplicaHealth(this IReverseProxyBuilder proxy)
    {
        proxy.Services.AddSingleton<IActiveHealthCheckPolicy, ReadinessPolicy>();
        proxy.Services.AddSingleton<IPassiveHealthCheckPolicy, FirstFailurePolicy>();
        proxy.Services.AddHealthChecks().AddCheck<DestinationsCheck>("destinations", tags: [ReadinessDefaults.Tag]);
        return proxy;
    }
}
