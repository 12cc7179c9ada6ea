namespace Distribution.Servers;

/// <summary>One resource of <c>status --json</c>.</summary>
public sealed record ResourceReport(string Name, string Kind, string? Role, string State, bool Healthy, int? Pid, IReadOnlyList<string> Endpoints, long? Lag, long? Term, double? HealthyAfterMs);
