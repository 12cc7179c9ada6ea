namespace Distribution.Engine.Model;

/// <summary>How often and how long is looked after the health of a resource.</summary>
internal static class HealthDefaults
{
    /// <summary>A change of health is seen within a second; more often would cost more than it tells.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>What waits for a resource that has just become healthy loses at most this.</summary>
    public static readonly TimeSpan PeriodUntilHealthy = TimeSpan.FromMilliseconds(250);

    /// <summary>Longer than the pause of a busy machine, shorter than anybody's patience; a check may bring its own.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
}
