using System.Text.Json;
using Distribution.Api.Caching;
using Distribution.Api.Storage;

namespace Distribution.Api.Grants;

/// <summary>
/// Answers whether a grant holds, the hottest read. Readers only offer to the cache and a revocation overwrites, so a reader that was
/// overtaken by a revocation cannot put the old answer back. No replica's wall clock has a part in it: the database says how long a grant has left,
/// the monotonic clock how old that is, and the entry is gone by then.
/// </summary>
internal sealed class GrantChecks(AccessDatabase database, IHotCache cache, TimeProvider time)
{
    public async Task<GrantCheck?> CheckAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = GrantDefaults.CacheKey(id);
        if (Parse(await cache.GetAsync(key, cancellationToken)) is { } cached)
        {
            return cached;
        }

        var asked = time.GetTimestamp();
        var found = await database.ReadAsync((connection, cancellation) => GrantStore.CheckAsync(connection, id, cancellation), cancellationToken);
        if (found?.GoodFor(time.GetElapsedTime(asked)) is { } good && good >= GrantDefaults.ShortestCacheTime)
        {
            await cache.OfferAsync(key, Content(found.Check), good, cancellationToken);
        }

        return found?.Check;
    }

    /// <summary>Makes an early end that was committed known to all replicas, also when nobody waits for the answer.</summary>
    public ValueTask EndedAsync(Grant grant)
        => cache.SetAsync(GrantDefaults.CacheKey(grant.Id), Content(GrantCheck.Of(grant)), GrantDefaults.RevocationCacheTime, CancellationToken.None);

    private static byte[] Content(GrantCheck check) => JsonSerializer.SerializeToUtf8Bytes(check, ApiJson.Default.GrantCheck);

    private static GrantCheck? Parse(byte[]? content)
    {
        try
        {
            return content is null ? null : JsonSerializer.Deserialize(content, ApiJson.Default.GrantCheck);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
