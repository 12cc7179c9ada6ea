namespace Distribution.Cli.Control;

/// <summary>One resource in the answer to <c>GET /status</c>.</summary>
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
