namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What is durably known of the standby; it decides whether it may ever become primary.</summary>
internal enum StandbyStanding
{
    /// <summary>It may lack acknowledged writes: it must not be promoted, but can go on from its own data.</summary>
    Behind,

    /// <summary>It holds every acknowledged write, because no commit has been acknowledged without it since it caught up.</summary>
    Promotable,

    /// <summary>It is empty, or a former primary whose history may have parted: it must be made anew from the primary.</summary>
    Diverged,
}
