using System.Globalization;
using System.Text;
using Distribution.Drills.Runs;

namespace Distribution.Drills.Reports;

/// <summary><c>report.md</c>: what a reviewer needs, short enough for a pull request.</summary>
internal static class MarkdownReport
{
    public static string Render(DrillResult result)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.AppendLine(culture, $"## {result.Scenario.Name}: {VerdictText.Of(result.Verdict)}").AppendLine();
        text.AppendLine(culture, $"{result.Scenario.Description} Drilled: {result.Target}, {result.Started:u}, seed {result.Seed}{result.LoadText}.").AppendLine();
        text.AppendLine(culture, $"Out for {Seconds(result.Outage?.LongestGap)} of at most {Seconds(result.Scenario.Budget)}; full redundancy after {Seconds(result.Restored)}.").AppendLine();
        text.AppendLine("| workload | answered as asked | longest time without | as often a month within 99.95 % |").AppendLine("|---|---|---|---|");
        foreach (var level in result.Levels)
        {
            text.AppendLine(culture, $"| {level.Workload} | {level.Succeeded} of {level.Operations} | {Seconds(level.Outage)} | {(level.IncidentsAMonth is { } times ? $"{times} times" : "any number")} |");
        }

        text.AppendLine().AppendLine("| check | verdict | |").AppendLine("|---|---|---|");
        foreach (var check in result.Checks)
        {
            text.AppendLine(culture, $"| {check.Checker} | {VerdictText.Of(check.Verdict)} | {Escape(check.Summary)} |");
        }

        foreach (var finding in result.Checks.SelectMany(check => check.Findings))
        {
            text.AppendLine(culture, $"- {Escape(finding)}");
        }

        if (result.Phases.Count > 0)
        {
            text.AppendLine().AppendLine("| phase | after the fault | |").AppendLine("|---|---|---|");
            var injected = result.History.Marks.First(mark => mark.Kind == Histories.MarkKind.Injected).At;
            foreach (var phase in result.Phases)
            {
                text.AppendLine(culture, $"| {phase.Kind} | {Seconds(phase.At - injected)} | {Escape(phase.Text)} |");
            }
        }

        return text.ToString();
    }

    private static string Seconds(TimeSpan? time) => time is { } value ? value.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture) : "(not measured)";

    private static string Escape(string text) => text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
