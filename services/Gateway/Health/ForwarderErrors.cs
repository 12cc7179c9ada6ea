using Yarp.ReverseProxy.Forwarder;

namespace Distribution.Gateway.Health;

/// <summary>Whose fault a failure to forward is.</summary>
internal static class ForwarderErrors
{
    /// <summary>True when the replica, or the way to it, failed; false when the client did.</summary>
    public static bool AreReplicas(ForwarderError error) => error is
        ForwarderError.Request or
        ForwarderError.RequestTimedOut or
        ForwarderError.RequestBodyDestination or
        ForwarderError.ResponseHeaders or
        ForwarderError.ResponseBodyDestination;
}
