using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers;

/// <summary>
/// Whether one at a time acts: a lease's holders, or a database's primaries. It looks at acknowledged operations that carry a term and the node that acted; workloads that count terms apart are checked apart.
/// </summary>
/// <remarks>
/// <para>Two nodes that act under one term are two leaders. A term below one that was already acknowledged before the operation was begun is a fence that does not hold: concurrent operations may be
/// acknowledged in either order, later ones may not.</para>
/// </remarks>
public sealed class TermsChecker(string workload) : IChecker
{
    /// <inheritdoc/>
    public string Name => $"one acts ({workload})";

    /// <inheritdoc/>
    public CheckResult Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var acted = history.Of(workload).Where(operation => operation is { Outcome: Outcome.Ok, Term: not null, Completed: not null }).ToList();
        var terms = acted.GroupBy(operation => operation.Term!.Value).OrderBy(term => term.Key).ToList();
        var findings = terms
            .Select(term => (Term: term.Key, Nodes: term.Select(operation => operation.Node).OfType<string>().Distinct(StringComparer.Ordinal).ToList()))
            .Where(term => term.Nodes.Count > 1)
            .Select(term => $"term {term.Term}: {string.Join(" and ", term.Nodes)} both acted")
            .Concat(Backwards(acted))
            .ToList();
        return CheckResult.Of(Name, $"{acted.Count} acknowledged under {terms.Count} terms{(terms.Count == 0 ? "" : $" ({terms[0].Key} to {terms[^1].Key})")}", findings, tested: acted.Count > 0) with
        {
            Figures = new Dictionary<string, double> { ["acknowledged"] = acted.Count, ["terms"] = terms.Count },
        };
    }

    private static IEnumerable<string> Backwards(List<Operation> acted)
    {
        var completed = acted.OrderBy(operation => operation.Completed).ToList();
        var (next, highest) = (0, default(Operation));
        foreach (var operation in acted.OrderBy(operation => operation.Invoked))
        {
            for (; next < completed.Count && completed[next].Completed < operation.Invoked; next++)
            {
                highest = highest is null || completed[next].Term > highest.Term ? completed[next] : highest;
            }

            if (highest is not null && operation.Term < highest.Term)
            {
                yield return $"operation {operation.Id} was acknowledged under term {operation.Term} ({operation.Node}) after operation {highest.Id} under term {highest.Term} ({highest.Node})";
            }
        }
    }
}
