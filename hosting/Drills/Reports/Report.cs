using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary>Writes what came of a drill: a folder of files, each for a reader of its own.</summary>
public static class Report
{
    /// <summary>The file in which a drill records while it runs.</summary>
    public const string History = "history.jsonl";

    /// <summary>The folder of a run, below the folder for reports.</summary>
    /// <param name="root">The folder for reports.</param>
    /// <param name="scenario">The scenario's name.</param>
    /// <param name="started">When the run started.</param>
    public static string Folder(string root, string scenario, DateTimeOffset started) => Path.Combine(root, FormattableString.Invariant($"{scenario}-{started.UtcDateTime:yyyyMMddTHHmmssZ}"));

    /// <summary>Writes <c>junit.xml</c> and <c>summary.md</c> of several drills.</summary>
    /// <param name="results">The results.</param>
    /// <param name="folder">A folder that exists.</param>
    public static async Task WriteAllAsync(IReadOnlyList<DrillResult> results, string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "junit.xml"), JunitReport.Render(results));
        await File.WriteAllTextAsync(Path.Combine(folder, "summary.md"), SummaryReport.Render(results));
    }

    /// <summary>Writes <c>report.json</c>, <c>report.md</c>, <c>report.html</c>, <c>health-timeline.csv</c>, <c>journal.json</c> and <c>junit.xml</c> beside the history.</summary>
    /// <param name="result">The result.</param>
    /// <param name="folder">A folder that exists.</param>
    public static async Task WriteAsync(DrillResult result, string folder)
    {
        ArgumentNullException.ThrowIfNull(result);
        foreach (var (name, text) in new[]
        {
            ("report.json", JsonReport.Render(result)),
            ("report.md", MarkdownReport.Render(result)),
            ("report.html", HtmlReport.Render(result)),
            ("health-timeline.csv", TimelineReport.Render(result)),
            ("journal.json", JournalReport.Render(result)),
            ("junit.xml", JunitReport.Render([result])),
        })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text);
        }
    }
}
