namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>How replication has gone lately, as the primary sees it.</summary>
/// <param name="UnseenFor">How long no standby has been streaming; zero while one is.</param>
/// <param name="StalledFor">How long the standby has confirmed nothing though it is behind; zero while it does.</param>
/// <param name="StreamingFor">How long it has been streaming without a break.</param>
/// <param name="Barrier">The WAL position from which on no commit was acknowledged without the standby, once that is certain.</param>
/// <param name="MayRequire">Whether the pause after the last loss of the standby is over, and the standby has confirmed since all that was written up to its loss.</param>
internal sealed record ReplicationView(TimeSpan UnseenFor, TimeSpan StalledFor, TimeSpan StreamingFor, ulong? Barrier, bool MayRequire);
