using Distribution.Drills.Histories;

namespace Distribution.Drills.Recovery;

/// <summary>How long a workload was out, in the two ways that people measure it.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="LongestGap">The longest time between two successes that follow each other, of those that end after the fault: what somebody who tries all the time sees. Zero when nothing was missed.</param>
/// <param name="GapStart">The success before that gap; null when there is none.</param>
/// <param name="ToStable">From the last success before the first failure to the first of <see cref="Stable"/> successes in a row after the last failure; zero when nothing failed.</param>
public sealed record Outage(string Workload, TimeSpan LongestGap, TimeSpan? GapStart, TimeSpan ToStable)
{
    /// <summary>10 in a row: at the rates of the workloads a fifth of a second or more without a failure.</summary>
    public const int Stable = 10;

    /// <summary>Measures a workload of a history from the first fault on.</summary>
    /// <param name="history">What was done.</param>
    /// <param name="workload">Whose operations.</param>
    /// <param name="usual">The longest gap that was there before the fault: one that is no longer is no outage.</param>
    /// <returns>The outage; null when there was no fault, or no success before or after it.</returns>
    public static Outage? Measure(History history, string workload, TimeSpan usual)
    {
        ArgumentNullException.ThrowIfNull(history);
        var ended = history.Of(workload).Where(operation => operation.Completed is not null).OrderBy(operation => operation.Completed).ToList();
        var successes = ended.Where(operation => operation.Outcome == Outcome.Ok).Select(operation => operation.Completed!.Value).ToList();
        if (history.Injected is not { } injected || successes.Count == 0 || successes[0] > injected || successes[^1] < injected)
        {
            return null;
        }

        var longest = successes.Zip(successes.Skip(1)).Where(pair => pair.Second >= injected).MaxBy(pair => pair.Second - pair.First);
        var gap = longest.Second - longest.First;
        return new(workload, gap > usual ? gap : TimeSpan.Zero, gap > usual ? longest.First : null, ToStableOf(ended, injected));
    }

    /// <summary>The longest gap between two successes before the first fault.</summary>
    public static TimeSpan UsualGap(History history, string workload)
    {
        ArgumentNullException.ThrowIfNull(history);
        var before = history.Of(workload).Where(operation => operation.Outcome == Outcome.Ok && (history.Injected is not { } injected || operation.Completed < injected)).Select(operation => operation.Completed!.Value).Order().ToList();
        return before.Zip(before.Skip(1), (left, right) => right - left).DefaultIfEmpty(TimeSpan.Zero).Max();
    }

    private static TimeSpan ToStableOf(List<Operation> ended, TimeSpan injected)
    {
        var first = ended.FindIndex(operation => operation.Completed >= injected && operation.Outcome != Outcome.Ok);
        if (first < 0)
        {
            return TimeSpan.Zero;
        }

        var (inARow, start) = (0, ended[^1].Completed!.Value);
        for (var i = ended.FindLastIndex(operation => operation.Outcome != Outcome.Ok) + 1; i < ended.Count && inARow < Stable; i++)
        {
            start = inARow++ == 0 ? ended[i].Completed!.Value : start;
        }

        var last = ended.Take(first).LastOrDefault(operation => operation.Outcome == Outcome.Ok)?.Completed ?? injected;
        return start - last;
    }
}
