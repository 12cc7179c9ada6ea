namespace Distribution.Postgres.Primary;

/// <summary>Which cluster a primary serves, and on which timeline: each promotion begins a higher one.</summary>
internal sealed record ServerIdentity(long SystemIdentifier, int Timeline)
{
    /// <summary>Whether the other is a primary of the same cluster that was promoted after this one.</summary>
    public bool IsOlderThan(ServerIdentity other) => SystemIdentifier == other.SystemIdentifier && Timeline < other.Timeline;
}
