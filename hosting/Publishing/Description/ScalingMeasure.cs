namespace Distribution.Publishing.Description;

/// <summary>What a workload grows on.</summary>
public enum ScalingMeasure
{
    /// <summary>CPU and memory.</summary>
    Load,

    /// <summary>The number of jobs that wait.</summary>
    QueueDepth,
}
