using Distribution.Valkey;

namespace Distribution.Hosting.Valkey;

/// <summary>
/// Keeps Sentinels from electing while one of them was told to promote: two promotions at once leave two primaries, one of which must be killed again. A
/// Sentinel needs a quorum to take the primary for down; one that is higher than their number forbids it. It is put right by whoever looks next, once
/// the promotion is through or has taken too long, so it does not matter what dies meanwhile.
/// </summary>
internal sealed class Elections(string service, int sentinels, TimeProvider time)
{
    private readonly int _quorum = (sentinels / 2) + 1;
    private long? _heldSince;
    private long _newestTerm;
    private long _heldTerm;

    /// <summary>From now on elections may be forbidden.</summary>
    public void Hold() => (_heldSince, _heldTerm) = (time.GetTimestamp(), _newestTerm);

    public void Release() => _heldSince = null;

    /// <summary>Forbids one Sentinel to begin an election; one that does not answer begins none.</summary>
    public async Task ForbidAsync(KeptConnection sentinel, CancellationToken cancellation)
    {
        try
        {
            await SetQuorumAsync(sentinel, sentinels + 1, cancellation);
        }
        catch (ValkeyException)
        {
            // it is dead
        }
    }

    /// <summary>Allows it again, when that is due.</summary>
    /// <param name="sentinel">The Sentinel.</param>
    /// <param name="details">Its answer to <c>SENTINEL MASTER</c>.</param>
    public async Task AllowAsync(KeptConnection sentinel, RespValue details)
    {
        var term = details["config-epoch"]?.Integer ?? 0;
        _newestTerm = Math.Max(term, _newestTerm);
        var isHeld = _heldSince is { } since && term <= _heldTerm && time.GetElapsedTime(since) < ValkeyClusterDefaults.PromotionPatience;
        if (!isHeld && details["quorum"]?.Integer is { } quorum && quorum != _quorum)
        {
            await SetQuorumAsync(sentinel, _quorum, CancellationToken.None);
        }
    }

    private Task SetQuorumAsync(KeptConnection sentinel, int quorum, CancellationToken cancellation) =>
        sentinel.ExecuteAsync(ValkeyCommand.Of("SENTINEL", "SET", service, "quorum", quorum), cancellation);
}
