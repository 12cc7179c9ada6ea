namespace Distribution.Api.Caching;

internal static class HotCacheDefaults
{
    /// <summary>The name of the connection string.</summary>
    public const string ConnectionName = "valkey";

    /// <summary>Longer than a round trip under load, shorter than what it saves can cost.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    /// <summary>After a failure readers leave the cache alone for so long: a frozen one costs one wait a second and not one a request.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    /// <summary>Readiness does not wait for what the service can do without.</summary>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromMilliseconds(500);
}
