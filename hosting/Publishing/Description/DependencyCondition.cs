namespace Distribution.Publishing.Description;

/// <summary>What is waited for.</summary>
public enum DependencyCondition
{
    /// <summary>It serves.</summary>
    Healthy,

    /// <summary>It ended with exit code 0.</summary>
    Completed,
}
