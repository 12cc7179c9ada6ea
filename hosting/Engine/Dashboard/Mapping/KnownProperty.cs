namespace Distribution.Engine.Dashboard.Mapping;

/// <summary>Names of properties to which the dashboard, or we, give a meaning.</summary>
internal static class KnownProperty
{
    public const string DisplayName = "resource.displayName";
    public const string State = "resource.state";
    public const string HealthState = "resource.healthState";
    public const string StartTime = "resource.startTime";
    public const string StopTime = "resource.stopTime";
    public const string ExitCode = "resource.exitCode";

    /// <summary>Our own, with the title under which they are shown, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<(string Name, string Title)> Highlighted =
    [
        ("node.role", "Role"),
        ("cluster.term", "Term"),
        ("node.lag", "Lag (bytes)"),
    ];

    /// <summary>The dashboard titles these itself, as long as not one of them brings a title, a place or a highlight of its own.</summary>
    public static bool IsTitledByDashboard(string name) =>
        name.StartsWith("executable.", StringComparison.Ordinal)
        || name.StartsWith("project.", StringComparison.Ordinal)
        || name.StartsWith("container.", StringComparison.Ordinal)
        || name.StartsWith("resource.", StringComparison.Ordinal);
}
