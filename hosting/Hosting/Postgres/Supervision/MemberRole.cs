namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What a member is in its cluster.</summary>
internal enum MemberRole
{
    /// <summary>Not decided yet.</summary>
    Unknown,

    /// <summary>It accepts writes.</summary>
    Primary,

    /// <summary>It follows the primary.</summary>
    Standby,
}
