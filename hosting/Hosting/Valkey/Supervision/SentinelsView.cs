namespace Distribution.Hosting.Valkey;

/// <summary>All Sentinels at one moment.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Answering">How many answer.</param>
/// <param name="Primary">The member that the newest term names; null when no Sentinel answers, or names none of ours.</param>
/// <param name="Term">That term, the configuration epoch.</param>
/// <param name="Down">The member that a quorum of them takes for down (<c>o_down</c>), by a Sentinel that knows of that term.</param>
/// <param name="Replacing">The member that one of them is promoting a replica in place of, by a Sentinel that knows of that term and before the replica is promoted.</param>
internal sealed record SentinelsView(int Total, int Answering, string? Primary, long Term, string? Down = null, string? Replacing = null)
{
    /// <summary>The names of those that do not answer.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    /// <summary>An election takes the votes of a majority of all Sentinels, dead ones included.</summary>
    public bool CanElect => Answering > Total / 2;
}
