namespace Distribution.Publishing.Description;

/// <summary>How a workload runs.</summary>
public enum WorkloadKind
{
    /// <summary>It serves until it is told to end.</summary>
    Service,

    /// <summary>It runs to completion before those that depend on it start.</summary>
    Job,
}
