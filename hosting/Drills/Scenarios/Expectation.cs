namespace Distribution.Drills.Scenarios;

/// <summary>What a scenario promises of one workload.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Outage">The longest time between two successes that follow each other.</param>
/// <param name="MostFailures">How many operations may fail; null for any number.</param>
public sealed record Expectation(string Workload, TimeSpan Outage, int? MostFailures);
