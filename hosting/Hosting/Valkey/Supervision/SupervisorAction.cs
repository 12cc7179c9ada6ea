namespace Distribution.Hosting.Valkey;

/// <summary>Something that the supervisor does.</summary>
/// <param name="Member">To whom.</param>
/// <param name="Why">For the log.</param>
internal abstract record SupervisorAction(string Member, string Why)
{
    /// <summary>Writes down that this member is the primary of this term.</summary>
    internal sealed record Adopt(string Member, long Term, string Why) : SupervisorAction(Member, Why);

    /// <summary>SIGKILL, which a frozen process does not survive either.</summary>
    internal sealed record Fence(string Member, string Why) : SupervisorAction(Member, Why);

    /// <summary>Starts the process; in which role is decided when it starts.</summary>
    internal sealed record Start(string Member, string Why) : SupervisorAction(Member, Why);

    /// <summary>Tells a running server whom to replicate from.</summary>
    internal sealed record Follow(string Member, string Upstream, string Why) : SupervisorAction(Member, Why);

    /// <summary>Tells the Sentinels to promote a replica in place of this member, which is gone, without waiting until they find out.</summary>
    internal sealed record Replace(string Member, string Why) : SupervisorAction(Member, Why);
}
