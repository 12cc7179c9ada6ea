using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers;

/// <summary>Whether requests failed, or took longer than their budget. The answer of an operation that failed is not a wrong one; how many may fail is the scenario's to say.</summary>
/// <param name="workload">The workload.</param>
/// <param name="mostFailures">How many may fail; null for any number.</param>
/// <param name="budget">How long one may take, whatever becomes of it.</param>
public sealed class FailedRequestsChecker(string workload, int? mostFailures, TimeSpan budget) : IChecker
{
    /// <summary>20: fewer operations say nothing about one in a hundred.</summary>
    private const int Fewest = 20;

    /// <inheritdoc/>
    public string Name => $"failed requests ({workload})";

    /// <inheritdoc/>
    public CheckResult Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var all = history.Of(workload).ToList();
        var failed = all.Where(operation => operation.Outcome != Outcome.Ok).ToList();
        var late = all.Where(operation => operation.Took > budget || operation.Completed is null).ToList();
        var findings = late.Select(operation => $"operation {operation.Id} ({operation.Action}) took {(operation.Took is { } took ? $"{took.TotalSeconds:0.000} s" : "for ever")}, its budget is {budget.TotalSeconds:0.###} s");
        if (failed.Count > mostFailures)
        {
            findings = failed.Select(operation => $"operation {operation.Id} ({operation.Action} at {operation.Invoked.TotalSeconds:0.000} s) failed: {operation.Error}").Concat(findings);
        }

        return CheckResult.Of(Name, $"{failed.Count} of {all.Count} failed{(mostFailures is { } most ? $", {most} may" : "")}; {late.Count} took longer than {budget.TotalSeconds:0.###} s", findings, tested: all.Count >= Fewest) with
        {
            Figures = new Dictionary<string, double> { ["requests"] = all.Count, ["failed"] = failed.Count, ["late"] = late.Count },
        };
    }
}
