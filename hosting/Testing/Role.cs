namespace Distribution.Testing;

/// <summary>What a member of a group is at the moment at which something is done to it.</summary>
public enum Role
{
    /// <summary>Whatever it is: the first member that serves.</summary>
    Any,

    /// <summary>It acknowledges the writes of its cluster.</summary>
    Primary,

    /// <summary>The member of a Postgres cluster that every commit waits for, and that takes over.</summary>
    Standby,

    /// <summary>A member of a Valkey cluster that follows the primary.</summary>
    Replica,

    /// <summary>It holds the lease of its group.</summary>
    Leader,

    /// <summary>It waits for the lease of its group.</summary>
    Follower,
}
