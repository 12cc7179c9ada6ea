namespace Distribution.Gateway.Discovery;

/// <summary>How names are followed.</summary>
internal static class DiscoveryDefaults
{
    /// <summary>The configuration that asks for it: <c>Gateway__ResolveDestinations=true</c>.</summary>
    public const string Key = "Gateway:ResolveDestinations";

    /// <summary>1 s: what a name stands for in Kubernetes is 5 s old by its own time to live, and active health checks find a replica that is gone within as long.</summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    /// <summary>A name server that is silent must not hold up the start, nor the next look.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
}
