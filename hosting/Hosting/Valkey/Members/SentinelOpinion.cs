using Distribution.Valkey;

namespace Distribution.Hosting.Valkey;

/// <summary>What one Sentinel thinks.</summary>
/// <param name="Primary">The member that it sends clients to; null when that is none of ours.</param>
/// <param name="Term">Its configuration epoch.</param>
/// <param name="Down">The member that a quorum takes for down; null when there is none.</param>
/// <param name="Replacing">The member in place of which it is promoting a replica itself; null before and after.</param>
internal sealed record SentinelOpinion(string? Primary, long Term, string? Down, string? Replacing)
{
    /// <summary>
    /// Reads <c>SENTINEL MASTER</c> and <c>SENTINEL GET-MASTER-ADDR-BY-NAME</c>. The Sentinel that leads a failover watches the old primary until all
    /// replicas follow the new one: so long the first answer has the old address, with all its flags, and the second the new.
    /// </summary>
    public static SentinelOpinion Read(RespValue details, RespValue address, Func<int, string?> memberOfPort)
    {
        var flags = (details["flags"]?.Text ?? "").Split(',');
        var watched = details["port"] is { } watchedPort ? memberOfPort((int)watchedPort.Integer) : null;
        var named = address.Items is [_, var port] ? memberOfPort((int)port.Integer) : null;
        return new SentinelOpinion(
            named,
            details["config-epoch"]?.Integer ?? 0,
            flags.Contains("o_down", StringComparer.Ordinal) ? watched : null,
            flags.Contains("failover_in_progress", StringComparer.Ordinal) && watched == named ? watched : null);
    }

    /// <summary>What they think together: only those who know of the newest term count.</summary>
    public static SentinelsView Together(IReadOnlyList<(string Sentinel, SentinelOpinion? Opinion)> opinions)
    {
        var answers = opinions.Select(o => o.Opinion).OfType<SentinelOpinion>().ToList();
        List<string> silent = [.. opinions.Where(o => o.Opinion is null).Select(o => o.Sentinel)];
        if (answers.Count == 0)
        {
            return new SentinelsView(opinions.Count, 0, null, 0) { Silent = silent };
        }

        var term = answers.Max(a => a.Term);
        var newest = answers.Where(a => a.Term == term).ToList();
        return new SentinelsView(
            opinions.Count,
            answers.Count,
            newest.GroupBy(a => a.Primary, StringComparer.Ordinal).MaxBy(g => g.Count())!.Key,
            term,
            newest.Find(a => a.Down is not null)?.Down,
            newest.Find(a => a.Replacing is not null)?.Replacing)
        { Silent = silent };
    }
}
