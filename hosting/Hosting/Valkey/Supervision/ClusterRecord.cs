namespace Distribution.Hosting.Valkey;

/// <summary>What must outlive the supervisor: who holds every acknowledged write, and since which term.</summary>
/// <param name="Primary">The member's name.</param>
/// <param name="Term">The Sentinels' configuration epoch that made it the primary; never goes down.</param>
internal sealed record ClusterRecord(string Primary, long Term);
