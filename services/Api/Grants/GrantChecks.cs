using System.Text.Json;
using Distribution.Api.Caching;
using Distribution.Api.Storage;

namespace Distribution.Api.Grants;

/// <summary>
/// Answers whether a grant holds, the hottest read. Readers only offer to the cache and a revocation overwrites, so a reader that was
/// overtaken by a revocation cannot put the old answer back. One that is being provisioned is not cached: it is about to hold.
/// </summary>
internal sealed class GrantChecks(AccessDatabase database, IHotCache cache, TimeProvider time)
{
    public async Task<GrantCheck?> CheckAsync(Guid id, CancellationToken cancellationToken)
    {
        var key = GrantDefaults.CacheKey(id);
        if (Parse(await cache.GetAsync(key, cancellationToken)) is { } cached)
        {
            return cached.At(time.GetUtcNow());
        }

        var grant = await database.ReadAsync((connection, cancellation) => GrantStore.FindAsync(connection, id, cancellation), cancellationToken);
        if (grant is null)
        {
            return null;
        }

        var check = GrantCheck.Of(grant);
        if (grant.State != Grant.Provisioning)
        {
            await cache.OfferAsync(key, Content(check), GrantDefaults.CheckCacheTime, cancellationToken);
        }

        return check;
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
