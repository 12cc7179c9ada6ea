namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What a data directory says of itself while no server runs in it.</summary>
/// <param name="Timeline">The highest timeline that it has written or followed.</param>
/// <param name="Position">Its latest checkpoint.</param>
/// <param name="IsStandby">Whether it would start as a standby.</param>
/// <param name="ShutDownCleanly">Whether it ended as a primary that shut down: then <paramref name="Position"/> is its last record.</param>
internal sealed record ControlData(int Timeline, ulong Position, bool IsStandby, bool ShutDownCleanly);
