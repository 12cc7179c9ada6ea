namespace Distribution.Drills.Targets.Deployed;

/// <summary>The groups of members, by the names that every emitted target gives them.</summary>
internal static class Groups
{
    public const string Gateway = "gateway";
    public const string Scheduler = "scheduler";
    public const string Postgres = "postgres";
    public const string Valkey = "valkey";
    public const string Sentinel = "valkey-sentinel";
}
