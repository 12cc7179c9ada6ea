namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What a member says of itself.</summary>
/// <param name="InRecovery">Whether it is a standby.</param>
/// <param name="Timeline">The timeline it writes or follows.</param>
/// <param name="Position">WAL on its disk: flushed on a primary, received on a standby.</param>
/// <param name="SynchronousNames">The setting synchronous_standby_names as it works now.</param>
/// <param name="Standby">Its standby, if one is connected.</param>
internal sealed record MemberSight(bool InRecovery, int Timeline, ulong Position, string SynchronousNames, StandbySight? Standby)
{
    /// <summary>Whether commits wait for a standby.</summary>
    public bool IsSynchronous => SynchronousNames.Length > 0;
}
