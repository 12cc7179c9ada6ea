namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>
/// Finds out from the members' own data who the primary was, when the record is lost or corrupt. Only what is certain is concluded; nothing is ever promoted on this evidence.
/// </summary>
internal static class RecordRecovery
{
    /// <summary>The record that the data amounts to, or null when it amounts to none.</summary>
    public static ClusterRecord? Decide(string cluster, IReadOnlyDictionary<string, ControlData> found)
    {
        var primaries = found.Where(member => !member.Value.IsStandby).OrderByDescending(member => member.Value.Timeline).ToArray();
        return primaries switch
        {
            [] => null,
            [var only] => found.All(member => member.Value.Timeline <= only.Value.Timeline)
                ? new ClusterRecord(cluster, only.Value.Timeline, only.Key, found.Count > 1 ? StandbyStanding.Behind : StandbyStanding.Diverged)
                : null,

            // Two have been primary: the one with the later timeline was promoted by rule, when it had everything the other one had acknowledged.
            [var later, var earlier, ..] => later.Value.Timeline > earlier.Value.Timeline
                ? new ClusterRecord(cluster, later.Value.Timeline, later.Key, StandbyStanding.Diverged)
                : null,
        };
    }
}
