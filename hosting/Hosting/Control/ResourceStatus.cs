namespace Distribution.Hosting.Control;

/// <summary>One resource in the answer to <c>GET /status</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is: Project, Executable, ReplicaSet, PostgresCluster …</param>
/// <param name="Role">primary, standby, replica, sentinel, leader or follower; null where there are no roles.</param>
/// <param name="State">One of Aspire's known states.</param>
/// <param name="Healthy">Whether it runs and all of its health checks say so.</param>
/// <param name="Pid">Its process; null while it has none.</param>
/// <param name="Endpoints">Where it listens.</param>
/// <param name="Lag">How far behind its primary, in bytes; null where that means nothing.</param>
/// <param name="Term">The reign that it knows of; null where there is none.</param>
/// <param name="WaitingFor">What its start waits for, by name; empty unless it waits.</param>
/// <param name="StartedAt">When its process started, UTC.</param>
/// <param name="HealthyAfterMs">From then to its first health, in milliseconds; null until then.</param>
/// <param name="ExitCode">Of its last process; null while one runs.</param>
internal sealed record ResourceStatus(
    string Name,
    string Kind,
    string? Role,
    string State,
    bool Healthy,
    int? Pid,
    IReadOnlyList<string> Endpoints,
    long? Lag,
    long? Term,
    IReadOnlyList<string> WaitingFor,
    DateTime? StartedAt,
    double? HealthyAfterMs,
    int? ExitCode);
