using System.Text.Json;
using Distribution.Api.Caching;
using Distribution.Api.Storage;

namespace Distribution.Api.Policies;

/// <summary>
/// This replica's copy of the policies. Decisions taken from it are confirmed by the version in the statement that acts on them, so a copy that
/// is behind costs a second look and never a wrong decision.
/// </summary>
internal sealed class PolicyBook(AccessDatabase database, IHotCache cache, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Copy? _copy;

    private sealed record Copy(PolicySet Set, long ConfirmedAt);

    public async ValueTask<PolicySet> CurrentAsync(CancellationToken cancellationToken)
        => _copy is { } copy && time.GetElapsedTime(copy.ConfirmedAt) < PolicyDefaults.Stale
            ? copy.Set
            : await RefreshAsync(cancellationToken);

    /// <summary>Asks the database for the version, and gets the set if it is another one than this copy's.</summary>
    public async Task<PolicySet> RefreshAsync(CancellationToken cancellationToken)
    {
        var version = await database.ReadAsync(PolicyStore.VersionAsync, cancellationToken);
        return await LearnAsync(version, known => known == version, cancellationToken);
    }

    /// <summary>Gets the set of a version that another replica announced, unless this copy is as new.</summary>
    public Task<PolicySet> LearnAsync(long version, CancellationToken cancellationToken)
        => LearnAsync(version, known => known >= version, cancellationToken);

    /// <summary>Takes over a set that this replica just committed, and tells the others. What was committed is told also when nobody waits for the answer.</summary>
    public async Task AnnounceAsync(PolicySet set)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(set, ApiJson.Default.PolicySet);
        await cache.SetAsync(PolicyDefaults.CacheKey(set.Version), content, PolicyDefaults.CacheTime, CancellationToken.None);
        await cache.PublishAsync(PolicyDefaults.Channel, $"{set.Version}", CancellationToken.None);
        await _loading.WaitAsync(CancellationToken.None);
        try
        {
            if (_copy is null || _copy.Set.Version < set.Version)
            {
                _copy = new(set, time.GetTimestamp());
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    public void Dispose() => _loading.Dispose();

    private async Task<PolicySet> LearnAsync(long version, Func<long, bool> isCurrent, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var asked = time.GetTimestamp();
            var set = _copy is { } copy && isCurrent(copy.Set.Version)
                ? copy.Set
                : await CachedAsync(version, cancellationToken) ?? await database.ReadAsync(PolicyStore.AllAsync, cancellationToken);
            _copy = new(set, asked);
            return set;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<PolicySet?> CachedAsync(long version, CancellationToken cancellationToken)
    {
        var content = await cache.GetAsync(PolicyDefaults.CacheKey(version), cancellationToken);
        try
        {
            return content is null ? null : JsonSerializer.Deserialize(content, ApiJson.Default.PolicySet);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
