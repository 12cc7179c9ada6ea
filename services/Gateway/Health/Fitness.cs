using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Health;

internal static class Fitness
{
    /// <summary>Nothing is known against the replica, neither by its readiness nor by its last request.</summary>
    public static bool IsFit(this DestinationState destination) =>
        destination.Health is { Active: not DestinationHealth.Unhealthy, Passive: not DestinationHealth.Unhealthy };
}
