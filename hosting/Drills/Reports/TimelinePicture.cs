using System.Globalization;
using System.Net;
using System.Text;
using Distribution.Drills.Histories;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary>
/// The picture of a report: a band for each workload, successes upward in green, failures in red, the slowest answer as a line, and below it who answered; the time of each fault is shaded over all of them, and what the supervisors did is
/// marked.
/// </summary>
internal static class TimelinePicture
{
    private const int Width = 1000;
    private const int Left = 90;
    private const int Band = 98;
    private const int Plot = 62;
    private const int Top = 34;
    private const int NameWidth = 80;
    private static readonly string[] NodeColours = ["#3566c9", "#c77d12", "#7a4fb5"];

    public static string Render(DrillResult result)
    {
        var ended = result.History.Marks.FirstOrDefault(mark => mark.Kind == MarkKind.Ended)?.Time.TotalSeconds ?? double.MaxValue;
        var slots = TimelineReport.Slots(result.History).Where(slot => slot.Second < ended).ToList();
        if (slots.Count == 0)
        {
            return "<p>Nothing was done.</p>";
        }

        var end = slots.Max(slot => slot.Second) + 1.0 / TimelineSlot.PerSecond;
        var workloads = slots.GroupBy(slot => slot.Workload, StringComparer.Ordinal).ToList();
        var height = Top + workloads.Count * Band + 24;
        var picture = new StringBuilder();
        picture.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"Successes, failures and latency of each workload over time\">");
        Faults(picture, result.History, end, height);
        Phases(picture, result, end, height);
        for (var band = 0; band < workloads.Count; band++)
        {
            Workload(picture, workloads[band].Key, [.. workloads[band]], Top + band * Band, end);
            Nodes(picture, result.History.Of(workloads[band].Key).Where(operation => operation.Invoked.TotalSeconds < ended), Top + band * Band + Plot + 3, end);
        }

        for (var second = 0; second <= end; second += Step(end))
        {
            picture.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(second, end):0.0}\" y=\"{height - 6}\" text-anchor=\"middle\">{second} s</text>");
        }

        return picture.Append("</svg>").ToString();
    }

    private static void Faults(StringBuilder picture, History history, double end, int height)
    {
        var bottom = height - 24;
        var injected = history.Marks.Where(mark => mark.Kind == MarkKind.Injected).ToList();
        var undone = history.Marks.Where(mark => mark.Kind == MarkKind.Undone).ToList();
        foreach (var (index, (from, to)) in injected.Zip(undone).Index())
        {
            var (start, stop) = (X(from.Time.TotalSeconds, end), X(to.Time.TotalSeconds, end));
            picture.Append(CultureInfo.InvariantCulture, $"<rect x=\"{start:0.0}\" y=\"{Top - 8}\" width=\"{Math.Max(stop - start, 1.5):0.0}\" height=\"{bottom - Top + 8}\" fill=\"#b3261e\" opacity=\".16\"/>");
            picture.Append(CultureInfo.InvariantCulture, $"<text x=\"{start:0.0}\" y=\"{Top - 14}\">{(injected.Count == 1 ? WebUtility.HtmlEncode(from.Text) : $"{index + 1}")}</text>");
        }

        foreach (var mark in history.Marks.Where(mark => mark.Kind == MarkKind.Restored))
        {
            picture.Append(CultureInfo.InvariantCulture, $"<line x1=\"{X(mark.Time.TotalSeconds, end):0.0}\" x2=\"{X(mark.Time.TotalSeconds, end):0.0}\" y1=\"{Top - 8}\" y2=\"{bottom}\" stroke=\"#14753a\" stroke-dasharray=\"4 3\"><title>full redundancy</title></line>");
        }
    }

    // The supervisors tell the wall clock's time; a mark has both.
    private static void Phases(StringBuilder picture, DrillResult result, double end, int height)
    {
        if (result.History.Marks.FirstOrDefault(mark => mark.Kind == MarkKind.Injected) is not { } injected)
        {
            return;
        }

        foreach (var phase in result.Phases.Where(phase => phase.Kind is MarkKind.Detected or MarkKind.Fenced or MarkKind.Promoted && phase.At >= injected.At))
        {
            var x = X((injected.Time + (phase.At - injected.At)).TotalSeconds, end);
            picture.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x:0.0}\" x2=\"{x:0.0}\" y1=\"{Top - 8}\" y2=\"{height - 24}\" stroke=\"#8250df\" stroke-width=\"1\" stroke-dasharray=\"1 2\"><title>{phase.Kind}: {WebUtility.HtmlEncode(phase.Text)}</title></line>");
        }
    }

    // A strip for as long as the same one answered; its name where there is room.
    private static void Nodes(StringBuilder picture, IEnumerable<Operation> operations, int top, double end)
    {
        var answers = operations.Where(operation => operation is { Node: not null, Completed: not null }).OrderBy(operation => operation.Completed).ToList();
        var colours = answers.Select(answer => answer.Node!).Distinct(StringComparer.Ordinal).Select((node, index) => (node, index)).ToDictionary(pair => pair.node, pair => NodeColours[pair.index % NodeColours.Length], StringComparer.Ordinal);
        for (var first = 0; first < answers.Count;)
        {
            var last = first;
            while (last + 1 < answers.Count && answers[last + 1].Node == answers[first].Node)
            {
                last++;
            }

            var (from, to) = (X(answers[first].Completed!.Value.TotalSeconds, end), X(answers[last].Completed!.Value.TotalSeconds, end));
            var name = WebUtility.HtmlEncode(answers[first].Node);
            picture.Append(CultureInfo.InvariantCulture, $"<rect x=\"{from:0.0}\" y=\"{top}\" width=\"{Math.Max(to - from, 1):0.0}\" height=\"4\" fill=\"{colours[answers[first].Node!]}\"><title>{name}</title></rect>");
            if (to - from > NameWidth)
            {
                picture.Append(CultureInfo.InvariantCulture, $"<text x=\"{from:0.0}\" y=\"{top + 15}\">{name}</text>");
            }

            first = last + 1;
        }
    }

    private static void Workload(StringBuilder picture, string name, IReadOnlyList<TimelineSlot> slots, int top, double end)
    {
        var most = Math.Max(1, slots.Max(slot => slot.Ok + slot.Failed + slot.Unknown));
        var slowest = Math.Max(1, slots.Max(slot => slot.Slowest.TotalMilliseconds));
        var width = Math.Max(1, X(1.0 / TimelineSlot.PerSecond, end) - X(0, end) - 0.4);
        picture.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{top + 14}\" font-weight=\"600\">{WebUtility.HtmlEncode(name)}</text><text x=\"0\" y=\"{top + 30}\">{most * TimelineSlot.PerSecond}/s</text><text x=\"0\" y=\"{top + 46}\">{slowest:0} ms</text>");
        foreach (var slot in slots)
        {
            Bar(picture, X(slot.Second, end), top + Plot, slot.Ok, most, width, "#2f9e5f");
            Bar(picture, X(slot.Second, end), top + Plot - Height(slot.Ok, most), slot.Failed + slot.Unknown, most, width, "#d33a2c");
        }

        var line = string.Join(' ', slots.Select(slot => FormattableString.Invariant($"{X(slot.Second, end) + width / 2:0.0},{top + Plot - slot.Slowest.TotalMilliseconds / slowest * Plot:0.0}")));
        picture.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{line}\" fill=\"none\" stroke=\"#3566c9\" stroke-width=\"1.2\" opacity=\".8\"/><line x1=\"{Left}\" x2=\"{Width}\" y1=\"{top + Plot}\" y2=\"{top + Plot}\" stroke=\"#9aa4ae\" stroke-width=\".6\"/>");
    }

    private static void Bar(StringBuilder picture, double x, double bottom, int count, int most, double width, string colour)
    {
        if (count > 0)
        {
            picture.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.0}\" y=\"{bottom - Height(count, most):0.0}\" width=\"{width:0.0}\" height=\"{Height(count, most):0.0}\" fill=\"{colour}\"/>");
        }
    }

    private static double Height(int count, int most) => (double)count / most * Plot;

    private static double X(double second, double end) => Left + second / end * (Width - Left);

    private static int Step(double end) => end switch { < 15 => 1, < 40 => 2, < 120 => 10, _ => 30 };
}
