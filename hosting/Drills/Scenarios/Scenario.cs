using Distribution.Drills.Faults;
using Distribution.Drills.Targets;
using Distribution.Drills.Workloads;

namespace Distribution.Drills.Scenarios;

/// <summary>A drill: what is done to a topology under which load, and what is promised.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Description">What it shows, in a sentence.</param>
/// <param name="Faults">What is done, one after the other.</param>
/// <param name="Workloads">Makes the load; new for each run.</param>
/// <param name="Expectations">What is promised. The first is the one that the scenario's recovery time is read from.</param>
public sealed record Scenario(
    string Name,
    string Description,
    IReadOnlyList<IFault> Faults,
    Func<IReadOnlyList<IWorkload>> Workloads,
    IReadOnlyList<Expectation> Expectations)
{
    /// <summary>The kind of node that it hits, when it may be one of a random schedule: only faults of different kinds are ever at work together. Null for one that is only run by itself.</summary>
    public string? Kind { get; init; }

    /// <summary>How long: no further fault is begun after this.</summary>
    public TimeSpan For { get; init; } = TimeSpan.MaxValue;

    /// <summary>Why it cannot be run on a target, and what would make it possible; null when it can.</summary>
    public string? WhyNotOn(ITarget target) => Faults.SelectMany(fault => fault.Needs).Distinct().Select(target.WhyNot).FirstOrDefault(lack => lack is not null);

    /// <summary>With what a target promises in place of what is promised locally.</summary>
    public Scenario On(ITarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var there = target.Budgets.Where(budget => budget.Scenario == Name).ToDictionary(budget => budget.Expectation.Workload, budget => budget.Expectation, StringComparer.Ordinal);
        return there.Count == 0 ? this : this with { Expectations = [.. Expectations.Select(expectation => there.GetValueOrDefault(expectation.Workload, expectation))] };
    }

    /// <summary>The budget that the scenario is known by.</summary>
    public TimeSpan Budget => Expectations[0].Outage;
}
