namespace Distribution.Publishing.Description;

/// <summary>How far a workload may grow, and on what.</summary>
/// <param name="Minimum">Replicas at least.</param>
/// <param name="Maximum">Replicas at most.</param>
/// <param name="By">What it grows on.</param>
public sealed record Scaling(int Minimum, int Maximum, ScalingMeasure By)
{
    /// <summary>Percent of the CPU request at which it grows. Row 11: jitsudo's and EKB's figure.</summary>
    public const int CpuPercent = 70;

    /// <summary>Percent of the memory request at which it grows. Row 11.</summary>
    public const int MemoryPercent = 80;

    /// <summary>Seconds for which less must be needed before it shrinks. Row 66.</summary>
    public const int ScaleDownSeconds = 30;

    /// <summary>Jobs that wait for each worker at which there is one more: a worker runs 8 at once, and ten such rounds take about a second.</summary>
    public const int JobsPerWorker = 80;
}
