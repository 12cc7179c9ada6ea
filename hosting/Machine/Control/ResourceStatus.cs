namespace Distribution.Machine.Control;

/// <summary>One resource in the answer to <c>GET /status</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: Project, Executable, ReplicaSet, PostgresCluster …</param>
/// <param name="Role">primary, standby, replica, sentinel, leader or follower; null for one without.</param>
/// <param name="State">One of Aspire's known states.</param>
/// <param name="Healthy">Whether it runs and all of its health checks say so.</param>
/// <param name="Pid">Its process; null while it has none.</param>
/// <param name="Endpoints">Its addresses.</param>
/// <param name="Lag">Bytes that a standby or replica is behind; null where nothing lags.</param>
/// <param name="Term">The timeline, epoch or lease term under which it acts.</param>
/// <param name="WaitingFor">What its start waits for, by name; empty or null unless it waits.</param>
/// <param name="StartedAt">When its process started, UTC; null before.</param>
/// <param name="HealthyAfterMs">Milliseconds from its start to its first health; null until then.</param>
/// <param name="ExitCode">Of its last process; null while one runs.</param>
/// <param name="Zone">Where it would stand if there were three data centres; null for what is outside of them.</param>
public sealed record ResourceStatus(
    string Name,
    string Kind,
    string? Role,
    string State,
    bool Healthy,
    int? Pid,
    IReadOnlyList<string> Endpoints,
    long? Lag,
    long? Term,
    IReadOnlyList<string>? WaitingFor,
    DateTime? StartedAt,
    double? HealthyAfterMs,
    int? ExitCode,
    string? Zone = null)
{
    private static readonly string[] FailedStates = ["FailedToStart", "RuntimeUnhealthy"];

    /// <summary>Whether it will not become healthy by waiting.</summary>
    public bool HasFailed => FailedStates.Contains(State) || (State is "Exited" or "Finished" && ExitCode is not (null or 0));

    /// <summary>Whether it has done what it was there for: it serves, or it ran to completion.</summary>
    public bool IsSettled => Healthy || (State is "Exited" or "Finished" && ExitCode == 0);
}
