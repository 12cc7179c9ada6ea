namespace Distribution.Engine.Model;

/// <summary>How often and how long is looked after the health of a resource.</summary>
internal static class HealthDefaults
{
    /// <summary>
    /// 2 s: how late it is seen that what was healthy is not any more. It is for those who look and for what waits; the end of a process is seen at once, supervisors and the gateway look for themselves, and
    /// each question costs a service and its databases a round of their own.
    /// </summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>What waits for a resource that has just become healthy loses at most this.</summary>
    public static readonly TimeSpan PeriodUntilHealthy = TimeSpan.FromMilliseconds(250);

    /// <summary>Longer than the pause of a busy machine, shorter than anybody's patience; a check may bring its own.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
}
