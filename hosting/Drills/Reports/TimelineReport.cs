using System.Globalization;
using System.Text;
using Distribution.Drills.Histories;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary><c>health-timeline.csv</c>: a row for each workload and tenth of a second.</summary>
internal static class TimelineReport
{
    public static string Render(DrillResult result)
    {
        var text = new StringBuilder("second,workload,ok,failed,unknown,slowest_ms\n");
        foreach (var slot in Slots(result.History))
        {
            text.Append(CultureInfo.InvariantCulture, $"{slot.Second:0.0},{slot.Workload},{slot.Ok},{slot.Failed},{slot.Unknown},{slot.Slowest.TotalMilliseconds:0.0}\n");
        }

        return text.ToString();
    }

    /// <summary>What ended in each tenth of a second.</summary>
    public static IEnumerable<TimelineSlot> Slots(History history) => history.Operations
        .Where(operation => operation.Completed is not null)
        .GroupBy(operation => (Slot: (int)(operation.Completed!.Value.TotalSeconds * TimelineSlot.PerSecond), operation.Workload))
        .OrderBy(slot => slot.Key.Slot).ThenBy(slot => slot.Key.Workload, StringComparer.Ordinal)
        .Select(slot => new TimelineSlot(
            (double)slot.Key.Slot / TimelineSlot.PerSecond,
            slot.Key.Workload,
            slot.Count(operation => operation.Outcome == Outcome.Ok),
            slot.Count(operation => operation.Outcome == Outcome.Fail),
            slot.Count(operation => operation.Outcome == Outcome.Unknown),
            slot.Max(operation => operation.Took!.Value)));
}
