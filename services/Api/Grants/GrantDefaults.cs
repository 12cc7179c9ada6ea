namespace Distribution.Api.Grants;

internal static class GrantDefaults
{
    /// <summary>
    /// How long a check may be answered from the cache. A revocation overwrites it at once; this is what is left when it cannot,
    /// because Valkey is gone or changing its primary at that moment.
    /// </summary>
    public static readonly TimeSpan CheckCacheTime = TimeSpan.FromSeconds(2);

    /// <summary>Valkey counts in whole milliseconds: what is good for less is not worth keeping.</summary>
    public static readonly TimeSpan ShortestCacheTime = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// How long a revocation stays in the cache: longer than any request that read the grant before it was revoked can take to offer what it read.
    /// </summary>
    public static readonly TimeSpan RevocationCacheTime = TimeSpan.FromSeconds(30);

    public static string CacheKey(Guid id) => $"access:grants:{id}";
}
