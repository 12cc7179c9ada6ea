using Microsoft.Extensions.DependencyInjection.Extensions;
using Yarp.ReverseProxy.ServiceDiscovery;

namespace Distribution.Gateway.Discovery;

internal static class DiscoveryRegistration
{
    /// <summary>Has the destinations' names resolved, where that is asked for; without, a destination is one replica, whatever its name stands for.</summary>
    public static IReverseProxyBuilder AddDiscovery(this IReverseProxyBuilder proxy, IConfiguration configuration)
    {
        if (configuration.GetValue<bool>(DiscoveryDefaults.Key))
        {
            proxy.Services.TryAddSingleton<INameService, SystemNames>();
            proxy.Services.RemoveAll<IDestinationResolver>();
            proxy.Services.AddSingleton<IDestinationResolver, NamedReplicas>();
        }

        return proxy;
    }
}
