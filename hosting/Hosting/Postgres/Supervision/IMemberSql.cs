namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>What the supervisor asks of a running server.</summary>
/// <remarks>Every method throws <see cref="MemberSqlException"/> when the server does not do it in time.</remarks>
internal interface IMemberSql
{
    /// <summary>The member's own account of itself.</summary>
    Task<MemberSight> LookAsync(CancellationToken cancellationToken);

    /// <summary>Makes a standby primary, and returns its timeline once it accepts writes. Does nothing to a primary.</summary>
    Task<int> PromoteAsync(CancellationToken cancellationToken);

    /// <summary>Writes dirty pages out, so that a shutdown has little left to do.</summary>
    Task CheckpointAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns once it is certain that every commit from now on waits for the standby, with the WAL position up to which commits may have been acknowledged without it.
    /// </summary>
    Task<ulong> ConfirmSynchronousAsync(string names, CancellationToken cancellationToken);

    /// <summary>Makes the slot that keeps WAL for a standby until it has received it. Can be repeated.</summary>
    Task EnsureSlotAsync(string standby, CancellationToken cancellationToken);

    /// <summary>Makes what a cluster must have before it is used: roles, databases, privileges. Can be repeated.</summary>
    Task ProvisionAsync(CancellationToken cancellationToken);
}
