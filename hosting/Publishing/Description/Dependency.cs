namespace Distribution.Publishing.Description;

/// <summary>Something that must be so before a workload starts for the first time.</summary>
/// <param name="On">The workload, or the database or cache cluster, by name.</param>
/// <param name="Condition">What must be so.</param>
public sealed record Dependency(string On, DependencyCondition Condition);
