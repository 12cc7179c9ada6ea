using Distribution.Drills.Checkers.Linearizability;
using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers;

/// <summary>
/// Whether registers behave as if each operation took effect at one moment between its invocation and its answer: <c>write</c> of an input, <c>read</c> of an output, <c>cas</c> of <c>old→new</c>. Each key is a register of
/// its own that begins without a value; what holds for each holds for all (Herlihy and Wing, 1990), so they are looked at one by one.
/// </summary>
/// <param name="workload">The workload.</param>
/// <param name="limit">For all keys together: the search is exponential at worst. What is not decided by then is unknown.</param>
/// <param name="time">The clock of the limit.</param>
public sealed class LinearizabilityChecker(string workload, TimeSpan? limit = null, TimeProvider? time = null) : IChecker
{
    /// <summary>The output of a <c>cas</c> that found another value and exchanged nothing.</summary>
    public const string Kept = "kept";

    /// <summary>30 s: a history of ten thousand operations takes well below one.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => $"linearizable ({workload})";

    /// <inheritdoc/>
    public CheckResult Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var clock = time ?? TimeProvider.System;
        var started = clock.GetTimestamp();
        var findings = new List<string>();
        var (operations, keys, undecided) = (0, 0, 0);
        foreach (var register in history.Of(workload).Where(operation => operation.Action is "write" or "read" or "cas").GroupBy(operation => operation.Key, StringComparer.Ordinal))
        {
            RegisterCall[] calls = [.. RegisterCall.Of(register)];
            keys++;
            operations += calls.Length;
            var search = new LinearizationSearch(calls, () => clock.GetElapsedTime(started) > (limit ?? DefaultLimit));
            switch (search.Run())
            {
                case false:
                    findings.Add($"{register.Key}: no order of its {calls.Length} operations explains the answer of {Describe(search.Stuck!.Operation)}");
                    break;
                case null:
                    undecided++;
                    break;
            }
        }

        return CheckResult.Of(Name, $"{operations} operations on {keys} keys{(undecided > 0 ? $", {undecided} keys not decided in time" : "")}", findings, tested: operations > 0 && undecided == 0) with
        {
            Figures = new Dictionary<string, double> { ["operations"] = operations, ["keys"] = keys, ["undecided"] = undecided },
        };
    }

    private static string Describe(Operation operation) =>
        $"operation {operation.Id} ({operation.Action} {operation.Input ?? operation.Output ?? "nothing"}, {operation.Invoked.TotalSeconds:0.000} to {operation.Completed?.TotalSeconds:0.000} s)";
}
