using Distribution.Drills.Checkers;
using Distribution.Drills.Runs;
using Distribution.Drills.Scenarios;

namespace Distribution.Cli.Drills;

/// <summary>What became of one run of a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Result">What came of it; null when it was not run to its end.</param>
/// <param name="Reason">Why not; null when it was.</param>
/// <param name="IsApplicable">Whether the target can do what the scenario needs.</param>
/// <param name="Place">The folder of its report; null without one.</param>
internal sealed record DrillOutcome(Scenario Scenario, DrillResult? Result, string? Reason, bool IsApplicable, string? Place)
{
    public Verdict Verdict => Result?.Verdict ?? Verdict.Unknown;
}
