namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What the supervisor must not forget, kept in one fsynced file.</summary>
/// <param name="Cluster">The cluster's name, so that a file that was moved is noticed.</param>
/// <param name="Term">The primary's timeline.</param>
/// <param name="Primary">The member that holds every acknowledged write.</param>
/// <param name="Standby">The standing of the other member.</param>
/// <param name="Promoting">The member a promotion was begun for and not finished, or null.</param>
internal sealed record ClusterRecord(string Cluster, int Term, string Primary, StandbyStanding Standby, string? Promoting = null)
{
    /// <summary>The record after <paramref name="member"/> became primary.</summary>
    public ClusterRecord Promoted(string member, int term, StandbyStanding formerPrimary) =>
        this with { Primary = member, Term = term, Standby = formerPrimary, Promoting = null };
}
