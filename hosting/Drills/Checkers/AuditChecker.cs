using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers;

/// <summary>
/// Whether each acknowledged change has exactly one audit record, and the chain is whole. Changes are operations of one workload; the records are read at the end by another: <c>record</c> (the change in
/// <see cref="Operation.Key"/>, its sequence number in <see cref="Operation.Term"/>) and <c>verify</c> (refused when the chain is broken).
/// </summary>
/// <param name="changes">The workload whose acknowledged operations of <paramref name="action"/> are changes, by what they output.</param>
/// <param name="action">The operations that change something.</param>
/// <param name="audit">The workload that read the chain.</param>
public sealed class AuditChecker(string changes, string action, string audit) : IChecker
{
    /// <inheritdoc/>
    public string Name => $"audit ({changes})";

    /// <inheritdoc/>
    public CheckResult Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var changed = history.Of(changes).Where(operation => operation.Action == action && operation is { Outcome: Outcome.Ok, Output: not null }).ToList();
        var records = history.Of(audit).Where(operation => operation is { Action: "record", Outcome: Outcome.Ok }).ToList();
        var verifications = history.Of(audit).Where(operation => operation.Action == "verify").ToList();
        var counts = records.CountBy(record => record.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var missing = changed.Where(change => !counts.ContainsKey(change.Output!)).Select(change => $"{change.Output} (operation {change.Id}) has no record").ToList();
        var doubled = counts.Where(count => count.Value > 1).Select(count => $"{count.Key} has {count.Value} records").ToList();
        var gaps = Gaps(records).ToList();
        var broken = verifications.Where(verification => verification.Outcome == Outcome.Fail).Select(verification => $"the chain is broken: {verification.Error}").ToList();
        return CheckResult.Of(
            Name,
            $"{changed.Count} changes, {records.Count} records: {missing.Count} missing, {doubled.Count} doubled, {gaps.Count} gaps",
            [.. broken, .. missing, .. doubled, .. gaps],
            tested: changed.Count > 0 && verifications.Any(verification => verification.Outcome == Outcome.Ok)) with
        {
            Figures = new Dictionary<string, double> { ["changes"] = changed.Count, ["missing"] = missing.Count, ["duplicates"] = doubled.Count, ["gaps"] = gaps.Count },
        };
    }

    private static IEnumerable<string> Gaps(IEnumerable<Operation> records)
    {
        var numbers = records.Select(record => record.Term).OfType<long>().Order().ToList();
        return numbers.Zip(numbers.Skip(1)).Where(pair => pair.Second != pair.First + 1).Select(pair => $"record {pair.First} is followed by record {pair.Second}");
    }
}
