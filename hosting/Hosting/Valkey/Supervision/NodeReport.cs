namespace Distribution.Hosting.Valkey;

/// <summary>What a server says of itself.</summary>
/// <param name="IsPrimary">Whether it takes itself for a primary.</param>
/// <param name="Offset">How much of the replication stream it has, in bytes.</param>
/// <param name="Upstream">The member that it follows; null for a primary, or when that is none of ours.</param>
/// <param name="LinkUp">Whether it is connected to whom it follows.</param>
/// <param name="GoodReplicas">How many replicas are connected and acknowledged lately; counted by a primary.</param>
/// <param name="Loading">Whether it still reads its data from disk.</param>
/// <param name="CanPersist">Whether its last write to the AOF succeeded; a full disk makes it refuse writes.</param>
internal sealed record NodeReport(
    bool IsPrimary, long Offset, string? Upstream = null, bool LinkUp = false, int GoodReplicas = 0, bool Loading = false, bool CanPersist = true);
