namespace Distribution.Drills.Reports;

/// <summary>What ended of a workload in a tenth of a second.</summary>
internal sealed record TimelineSlot(double Second, string Workload, int Ok, int Failed, int Unknown, TimeSpan Slowest)
{
    public const int PerSecond = 10;
}
