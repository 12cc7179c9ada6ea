namespace Distribution.Drills.Scenarios;

/// <summary>What a target promises of a workload in a scenario in place of what is promised locally.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Expectation">What is promised there.</param>
public sealed record TargetBudget(string Scenario, Expectation Expectation);
