namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>A member's files.</summary>
internal interface IMemberData
{
    /// <summary>Room on the data's disk, in bytes.</summary>
    long FreeBytes { get; }

    /// <summary>What the data directory says of itself, or null when there is none.</summary>
    Task<ControlData?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Makes a new, empty cluster.</summary>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>Makes the data anew as a copy of a running primary; what was there stays until the copy is complete.</summary>
    Task CloneAsync(string primary, CancellationToken cancellationToken);

    /// <summary>Makes the next start one as a standby.</summary>
    void FollowNext();

    /// <summary>Writes the settings; they count from the next start or reload.</summary>
    /// <param name="synchronousNames">synchronous_standby_names.</param>
    /// <param name="primary">The member to stream from, or null for a primary.</param>
    void WriteSettings(string synchronousNames, string? primary);
}
