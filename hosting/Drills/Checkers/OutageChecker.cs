using Distribution.Drills.Histories;
using Distribution.Drills.Recovery;

namespace Distribution.Drills.Checkers;

/// <summary>Whether a workload was out for longer than its budget. An outage that nobody noticed is none; one that cannot be measured, because too little was done before or after, is unknown.</summary>
/// <param name="workload">The workload.</param>
/// <param name="budget">The longest time between two successes that follow each other.</param>
public sealed class OutageChecker(string workload, TimeSpan budget) : IChecker
{
    /// <summary>Half the budget: a load whose usual gaps are longer than that before the fault tells nothing of it.</summary>
    private const double Steady = 0.5;

    /// <inheritdoc/>
    public string Name => $"outage ({workload})";

    /// <inheritdoc/>
    public CheckResult Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var usual = Outage.UsualGap(history, workload);
        if (Outage.Measure(history, workload, usual) is not { } outage)
        {
            return new(Name, Verdict.Unknown, "it was not seen to work both before and after the fault", []);
        }

        if (usual > budget * Steady)
        {
            return new(Name, Verdict.Unknown, $"the baseline was not steady: {usual.TotalSeconds:0.000} s without a success before the fault", []);
        }

        string[] findings = outage.LongestGap > budget ? [$"out for {outage.LongestGap.TotalSeconds:0.000} s from {outage.GapStart?.TotalSeconds:0.000} s on; the budget is {budget.TotalSeconds:0.###} s"] : [];
        return CheckResult.Of(Name, $"out for {outage.LongestGap.TotalSeconds:0.000} s of at most {budget.TotalSeconds:0.###} s", findings) with
        {
            Figures = new Dictionary<string, double> { ["rto_ms"] = outage.LongestGap.TotalMilliseconds, ["rto_budget_ms"] = budget.TotalMilliseconds, ["to_stable_ms"] = outage.ToStable.TotalMilliseconds },
        };
    }
}
