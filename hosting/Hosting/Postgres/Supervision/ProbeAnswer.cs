namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What a probe found.</summary>
internal enum ProbeAnswer
{
    /// <summary>The postmaster answered.</summary>
    Answered,

    /// <summary>The port is closed: hard evidence.</summary>
    Refused,

    /// <summary>Nothing came in time: soft evidence.</summary>
    Silent,
}
