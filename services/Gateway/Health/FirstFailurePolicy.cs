using Distribution.Gateway.Retry;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Distribution.Gateway.Health;

/// <summary>
/// Ejects a replica on its first failure to answer. What a client did (going away, a bad body) is not held against the replica,
/// nor is an attempt that used up the request's time at a replica that lives.
/// </summary>
internal sealed class FirstFailurePolicy(IDestinationHealthUpdater health) : IPassiveHealthCheckPolicy
{
    public const string PolicyName = "FirstFailure";

    public string Name => PolicyName;

    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        if (IsFailureOfReplica(context))
        {
            var reactivation = cluster.Model.Config.HealthCheck?.Passive?.ReactivationPeriod ?? HealthDefaults.Reactivation;
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, reactivation);
        }
    }

    private static bool IsFailureOfReplica(HttpContext context)
    {
        if (context.Features.Get<IForwarderErrorFeature>() is not { } failure)
        {
            return false;
        }

        var attempt = context.Features.Get<Attempt>();
        if (attempt is { TimedOut: true })
        {
            return attempt.IsLifeless;
        }

        return !context.RequestAborted.IsCancellationRequested && ForwarderErrors.AreReplicas(failure.Error);
    }
}
