namespace Distribution.Hosting.Postgres.Supervision;

/// <summary>A member's processes.</summary>
internal interface IMemberProcess
{
    /// <summary>Whether the postmaster lives (a frozen one does).</summary>
    bool IsAlive { get; }

    /// <summary>The kernel's letter of the postmaster's state (R, S, D, T …), or NUL when there is none.</summary>
    char State { get; }

    /// <summary>How often the postmaster was given a processor so far; it stands still while the postmaster hangs.</summary>
    long Turns { get; }

    /// <summary>Whether a person stopped the member: true from then until somebody starts it.</summary>
    bool StopRequested { get; }

    /// <summary>Completes once the postmaster that is there now is gone; at once when there is none, or nobody can tell.</summary>
    Task EndAsync();

    /// <summary>Has the member prepared (see <see cref="MemberStarts"/>) and started; returns once the start has begun or failed.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a fast shutdown: clients are cut off, all WAL is sent to the standby.</summary>
    void StopFast();

    /// <summary>Has the server read its settings again.</summary>
    void Reload();

    /// <summary>Kills every process of the member, and returns once none is left.</summary>
    /// <exception cref="FenceException">Some are still there.</exception>
    Task FenceAsync(CancellationToken cancellationToken);
}
