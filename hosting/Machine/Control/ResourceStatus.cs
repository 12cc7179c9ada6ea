namespace Distribution.Machine.Control;

/// <summary>One resource in the answer to <c>GET /status</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: Project, Executable, PostgresCluster …</param>
/// <param name="Role">primary, standby, replica, sentinel, leader, follower; null for one without.</param>
/// <param name="State">Its state in the dashboard's words.</param>
/// <param name="Healthy">Whether it runs and its checks say so.</param>
/// <param name="Pid">Its process; null while it has none.</param>
/// <param name="Endpoints">Its addresses.</param>
/// <param name="Lag">Bytes that a standby or replica is behind; null where nothing lags.</param>
/// <param name="Term">The timeline, epoch or lease term under which it acts.</param>
/// <param name="WaitingFor">What it waits for before it starts.</param>
/// <param name="HealthyAfterMs">Milliseconds from its start until it was healthy.</param>
/// <param name="ExitCode">How it ended; null while it has not.</param>
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
    double? HealthyAfterMs,
    int? ExitCode)
{
    private static readonly string[] FailedStates = ["FailedToStart", "RuntimeUnhealthy"];

    /// <summary>Whether it will not become healthy by waiting.</summary>
    public bool HasFailed => FailedStates.Contains(State) || (State is "Exited" or "Finished" && ExitCode is not (null or 0));

    /// <summary>Whether it has done what it was there for: it serves, or it ran to completion.</summary>
    public bool IsSettled => Healthy || (State is "Exited" or "Finished" && ExitCode == 0);
}
