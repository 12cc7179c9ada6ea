using System.Globalization;
using Distribution.Drills.Histories;

namespace Distribution.Drills.Checkers;

/// <summary>
/// Whether each acknowledged job had its effect, once. Jobs are enqueued (<c>enqueue</c>, the job in <see cref="Operation.Key"/>), and their effects counted at the end (<c>count</c>, the number in
/// <see cref="Operation.Output"/>). A job whose enqueuing was not acknowledged may run, but not twice.
/// </summary>
public sealed class EffectsChecker(string workload) : IChecker
{
    /// <inheritdoc/>
    public string Name => $"effects ({workload})";

    /// <inheritdoc/>
    public CheckResult Check(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var enqueued = history.Of(workload).Where(operation => operation.Action == "enqueue").ToList();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var count in history.Of(workload).Where(operation => operation is { Action: "count", Outcome: Outcome.Ok }))
        {
            counts[count.Key] = int.Parse(count.Output!, CultureInfo.InvariantCulture);
        }

        var acknowledged = enqueued.Where(job => job.Outcome == Outcome.Ok).ToList();
        var uncounted = acknowledged.Count(job => !counts.ContainsKey(job.Key));
        var missing = acknowledged.Where(job => counts.TryGetValue(job.Key, out var count) && count == 0).Select(job => $"{job.Key} was acknowledged (operation {job.Id}) and had no effect").ToList();
        var doubled = enqueued.Where(job => counts.GetValueOrDefault(job.Key) > 1).Select(job => $"{job.Key} (operation {job.Id}) had its effect {counts[job.Key]} times").ToList();
        var refused = enqueued.Where(job => job.Outcome == Outcome.Fail && counts.GetValueOrDefault(job.Key) > 0).Select(job => $"{job.Key} was refused (operation {job.Id}) and ran nevertheless").ToList();
        return CheckResult.Of(Name, $"{acknowledged.Count} jobs acknowledged: {missing.Count} without effect, {doubled.Count} with more than one", [.. missing, .. doubled, .. refused], tested: acknowledged.Count > 0 && uncounted == 0) with
        {
            Figures = new Dictionary<string, double> { ["acknowledged"] = acknowledged.Count, ["missing"] = missing.Count, ["duplicates"] = doubled.Count, ["uncounted"] = uncounted },
        };
    }
}
