using Distribution.Publishing.Description;

namespace Distribution.Publishing.Helm.Valkey;

/// <summary>What the objects of the cache cluster are called.</summary>
internal static class ValkeyNames
{
    /// <summary>What it is for.</summary>
    public const string Component = "cache";

    /// <summary>The servers' port.</summary>
    public const string ServerPort = "valkey";

    /// <summary>The Sentinels' port.</summary>
    public const string SentinelPort = "sentinel";

    /// <summary>The Sentinels.</summary>
    public static string Sentinel(ValkeyCluster cluster) => $"{cluster.Name}-sentinel";
}
