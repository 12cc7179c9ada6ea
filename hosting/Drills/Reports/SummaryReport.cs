using System.Globalization;
using System.Text;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary><c>summary.md</c>: several drills, a line each.</summary>
internal static class SummaryReport
{
    public static string Render(IEnumerable<DrillResult> results)
    {
        var text = new StringBuilder("| scenario | verdict | out | budget | redundancy after | requests succeeded |\n|---|---|---|---|---|---|\n");
        foreach (var result in results)
        {
            var requests = result.Levels.FirstOrDefault(level => level.Workload == "requests");
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Scenario.Name} | {VerdictText.Of(result.Verdict)} | {Seconds(result.Outage?.LongestGap)} | {Seconds(result.Scenario.Budget)} | {Seconds(result.Restored)} | {(requests is null ? "–" : $"{requests.Succeeded} of {requests.Operations}")} |");
        }

        return text.ToString();
    }

    private static string Seconds(TimeSpan? time) => time is { } value ? value.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture) : "–";
}
