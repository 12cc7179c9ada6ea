using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers;

/// <summary>
/// Whether what was acknowledged is still there. Elements are added one by one (<c>add</c>, the element in <see cref="Operation.Key"/>) and all are read together (<c>read</c>, the elements in <see cref="Operation.Output"/>, one a line).
/// </summary>
/// <remarks>
/// <para>An element is known from the moment its addition was acknowledged or a read has shown it. Once known,</para>
/// <para>– it is <em>lost</em> when the last read that began later does not show it;</para>
/// <para>– a read is <em>stale</em> when it began after that moment and does not show the element, although a later one does;</para>
/// <para>– it was <em>never read</em> when no read began after that moment and none has shown it: nothing can be said of it.</para>
/// <para>An addition without an answer may be there or not. One that was certainly refused must not be there. After the set-full checker of Jepsen (jepsen-io/jepsen, <c>checker.clj</c>).</para>
/// </remarks>
public sealed class LostWritesChecker(string workload) : IChecker
{
    /// <inheritdoc/>
    public string Name => $"lost writes ({workload})";

    /// <inheritdoc/>
    public CheckResult Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var adds = history.Of(workload).Where(operation => operation.Action == "add").ToList();
        var reads = history.Of(workload).Where(operation => operation is { Action: "read", Outcome: Outcome.Ok }).OrderBy(read => read.Invoked)
            .Select(read => (Operation: read, Elements: (read.Output ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal))).ToList();
        var findings = new List<string>();
        var (lost, stale, neverRead, unrefused) = (0, 0, 0, 0);
        foreach (var add in adds)
        {
            var seen = reads.Where(read => read.Elements.Contains(add.Key)).ToList();
            if (add.Outcome == Outcome.Fail)
            {
                if (seen.Count > 0)
                {
                    unrefused++;
                    findings.Add($"{add.Key} was refused ({add.Error}) and is there nevertheless: operation {add.Id}");
                }

                continue;
            }

            if (KnownFrom(add, seen.Select(read => read.Operation)) is not { } known)
            {
                continue;
            }

            var later = reads.Where(read => read.Operation.Invoked >= known).ToList();
            if (later.Count == 0)
            {
                neverRead += seen.Count == 0 ? 1 : 0;
            }
            else if (!later[^1].Elements.Contains(add.Key))
            {
                lost++;
                findings.Add($"{add.Key} is lost: operation {add.Id}, known since {known.TotalSeconds:0.000} s, is not in the read at {later[^1].Operation.Invoked.TotalSeconds:0.000} s");
            }
            else if (later.FirstOrDefault(read => !read.Elements.Contains(add.Key)) is { Operation: { } old })
            {
                stale++;
                findings.Add($"{add.Key} was read stale: known since {known.TotalSeconds:0.000} s, it is not in the read at {old.Invoked.TotalSeconds:0.000} s (operation {old.Id})");
            }
        }

        var acknowledged = adds.Count(add => add.Outcome == Outcome.Ok);
        return CheckResult.Of(Name, $"{acknowledged} acknowledged of {adds.Count}: {lost} lost, {stale} read stale, {neverRead} never read after", findings, tested: acknowledged > 0 && neverRead == 0) with
        {
            Figures = new Dictionary<string, double> { ["acknowledged"] = acknowledged, ["lost"] = lost, ["stale"] = stale, ["never_read"] = neverRead, ["refused_but_there"] = unrefused },
        };
    }

    private static TimeSpan? KnownFrom(Operation add, IEnumerable<Operation> seen) =>
        seen.Select(read => read.Completed).Append(add.Outcome == Outcome.Ok ? add.Completed : null).Where(time => time is not null).DefaultIfEmpty(null).Min();
}
