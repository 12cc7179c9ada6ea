namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What the supervisor does next.</summary>
internal abstract record Decision
{
    /// <summary>Nothing. <paramref name="Why"/> is shown as the cluster's health when it is not null.</summary>
    internal sealed record Nothing(string? Why = null) : Decision;

    /// <summary>Start a member, in the role that the record gives it.</summary>
    internal sealed record Start(string Member, string Why) : Decision;

    /// <summary>Kill every process of a member.</summary>
    internal sealed record Fence(string Member, string Why) : Decision;

    /// <summary>Ask a member to shut down at once, which lets a primary send the rest of its WAL.</summary>
    internal sealed record StopFast(string Member) : Decision;

    /// <summary>Fence the primary and promote the standby.</summary>
    internal sealed record Failover(string To, string Why) : Decision;

    /// <summary>Stop the primary, let the standby take over from where it ended.</summary>
    internal sealed record Switchover(string To, string Why) : Decision;

    /// <summary>Go on with the promotion that the record says was begun.</summary>
    internal sealed record ResumePromotion(string To) : Decision;

    /// <summary>Give up a promotion that has not happened, and go back to the primary.</summary>
    internal sealed record RevertPromotion(string Why) : Decision;

    /// <summary>Record that the standby may not be promoted, then let writers go on without it.</summary>
    internal sealed record ReleaseWriters(string Why) : Decision;

    /// <summary>Let commits wait for the standby again.</summary>
    internal sealed record RequireStandby : Decision;

    /// <summary>Record that the standby may be promoted.</summary>
    internal sealed record TrustStandby : Decision;

    /// <summary>Record that the standby must be made anew, and kill what is left of it.</summary>
    internal sealed record ReplaceStandby(string Why) : Decision;
}
