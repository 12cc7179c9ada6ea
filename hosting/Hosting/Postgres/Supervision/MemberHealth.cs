namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What is seen of a member from outside.</summary>
internal enum MemberHealth
{
    /// <summary>It has no postmaster.</summary>
    Down,

    /// <summary>It is being prepared or started, and has not answered a query yet.</summary>
    Starting,

    /// <summary>It answers queries.</summary>
    Serving,

    /// <summary>Its postmaster answers, and queries are refused: it recovers from a crash, or shuts down.</summary>
    Recovering,

    /// <summary>Its postmaster is there and does not answer: it hangs, is frozen, or the machine is overloaded.</summary>
    Silent,

    /// <summary>Its process is there and its port is closed.</summary>
    Refusing,
}
