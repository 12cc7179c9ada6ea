using Distribution.Drills.Checkers;
using Distribution.Drills.Histories;
using Distribution.Drills.Recovery;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;

namespace Distribution.Drills.Runs;

/// <summary>What came of one run of a scenario.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Target">What was drilled.</param>
/// <param name="Started">When, by the wall clock.</param>
/// <param name="Seed">Of its random choices.</param>
/// <param name="Verdict">The worst of the checks.</param>
/// <param name="Checks">What each checker found.</param>
/// <param name="Outages">How long each workload was out.</param>
/// <param name="Restored">From the injection to full redundancy, the longest where there were several faults; null when it did not come back in time.</param>
/// <param name="Phases">What the supervisors said of their steps.</param>
/// <param name="History">All that was done.</param>
public sealed record DrillResult(
    Scenario Scenario,
    string Target,
    DateTimeOffset Started,
    int Seed,
    Verdict Verdict,
    IReadOnlyList<CheckResult> Checks,
    IReadOnlyList<Outage> Outages,
    TimeSpan? Restored,
    IReadOnlyList<Phase> Phases,
    History History)
{
    /// <summary>The part of the scenario's load that was put on, to 1.</summary>
    public double Load { get; init; } = 1;

    internal string LoadText => Load < 1 ? FormattableString.Invariant($", {Load:0 %} of the load") : "";

    /// <summary>What part of each workload succeeded.</summary>
    public IReadOnlyList<ServiceLevel> Levels { get; init; } = [];

    /// <summary>The outage that the scenario's budget is about; null when it could not be measured.</summary>
    public Outage? Outage => Outages.FirstOrDefault(outage => outage.Workload == Scenario.Expectations[0].Workload);
}
