namespace Distribution.ServiceDefaults.Health;

internal sealed record ReadinessReport(string Status, IReadOnlyList<CheckReport> Checks)
{
    public const string Ready = "ready";
    public const string NotReady = "not ready";
    public const string Draining = "draining";
}
