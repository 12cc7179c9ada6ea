namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>A cluster as it is shown.</summary>
/// <param name="Term">The primary's timeline, 0 until it is known.</param>
/// <param name="Primary">The primary's name, or null until it is known.</param>
/// <param name="IsWritable">Whether the primary serves and everything is provisioned.</param>
/// <param name="IsRedundant">Whether the loss of any one member would lose nothing and be healed.</param>
/// <param name="Message">What is wrong and what to do, or what is awaited; null when all is well.</param>
/// <param name="Members">The members.</param>
internal sealed record ClusterStatus(int Term, string? Primary, bool IsWritable, bool IsRedundant, string? Message, IReadOnlyList<MemberStatus> Members)
{
    /// <summary>What is known before anything was seen.</summary>
    public static ClusterStatus Unknown { get; } = new(0, null, false, false, "The cluster has not been started.", []);

    /// <summary>What the record and the view amount to.</summary>
    public static ClusterStatus Of(ClusterRecord record, ClusterView view, bool provisioned, string? message)
    {
        var primary = view[record.Primary];
        var standby = view.Other(record.Primary);
        var writable = record.Promoting is null && primary.Health == MemberHealth.Serving && primary.Sight is { InRecovery: false } && provisioned;
        var redundant = writable && (standby is null
            || (record.Standby == StandbyStanding.Promotable && standby.Health == MemberHealth.Serving && primary.Sight is { IsSynchronous: true, Standby.Synchronous: true }));
        var awaited = !redundant || !provisioned ? message ?? (provisioned ? $"{standby?.Name ?? primary.Name} is not ready" : "roles and databases are being made") : null;
        return new ClusterStatus(record.Term, record.Primary, writable, redundant, awaited, [.. view.Members.Select(member => Of(member, record, primary))]);
    }

    /// <summary>Whether it says the same, but for the lags, which change all the time.</summary>
    public bool SaysTheSame(ClusterStatus other) =>
        (Term, Primary, IsWritable, IsRedundant, Message) == (other.Term, other.Primary, other.IsWritable, other.IsRedundant, other.Message)
        && Members.Select(member => member with { Lag = null }).SequenceEqual(other.Members.Select(member => member with { Lag = null }));

    private static MemberStatus Of(MemberView member, ClusterRecord record, MemberView primary)
    {
        if (member.Name == record.Primary)
        {
            return new MemberStatus(member.Name, MemberRole.Primary, member.Health, Streaming: false, Lag: null);
        }

        var seen = primary.Sight?.Standby;
        return new MemberStatus(
            member.Name,
            MemberRole.Standby,
            member.Health,
            seen is { Streaming: true },
            seen is null ? null : primary.Sight!.Position - Math.Min(seen.Flushed, primary.Sight.Position));
    }
}
