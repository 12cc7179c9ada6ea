namespace Distribution.Drills.Scenarios;

/// <summary>What is promised in a cluster: as in compose (<see cref="DeployedBudgets"/>), and of what is done otherwise there.</summary>
public static class ClusterBudgets
{
    /// <summary>15 s in an upgrade by Helm, as for a lost primary: one tag names all images, so that the database is replaced with the services, its primary once and in order.</summary>
    public static readonly TimeSpan RollingUpgrade = DeployedBudgets.PrimaryLoss;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TargetBudget> All { get; } =
    [
        .. DeployedBudgets.All,
        new("rolling_upgrade", new("requests", RollingUpgrade, MostFailures: null)),
        new("rolling_upgrade", new("jobs", RollingUpgrade, MostFailures: null)),
    ];
}
