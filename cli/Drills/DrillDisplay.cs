using System.Globalization;
using Distribution.Drills.Checkers;
using Distribution.Drills.Reports;
using Distribution.Drills.Runs;
using Distribution.Drills.Scenarios;
using Spectre.Console;

namespace Distribution.Cli.Drills;

/// <summary>Shows scenarios and results to people.</summary>
internal static class DrillDisplay
{
    public static void List(IEnumerable<Scenario> scenarios)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("scenario", "budget", "what it shows");
        foreach (var scenario in scenarios)
        {
            table.AddRow(new Text(scenario.Name), new Text($"{scenario.Expectations[0].Workload} {Seconds(scenario.Budget)}"), new Text(scenario.Description));
        }

        AnsiConsole.Write(table);
    }

    public static void Show(DrillResult result, string place)
    {
        foreach (var check in result.Checks)
        {
            AnsiConsole.Write(new Text($"  {VerdictText.Of(check.Verdict),-8}", Style(check.Verdict)));
            Console.WriteLine($"{check.Checker}: {check.Summary}");
            foreach (var finding in check.Findings)
            {
                Console.WriteLine($"             {finding}");
            }
        }

        AnsiConsole.Write(new Text(VerdictText.Of(result.Verdict), Style(result.Verdict)));
        Console.WriteLine($" {result.Scenario.Name}: out for {Seconds(result.Outage?.LongestGap)} of at most {Seconds(result.Scenario.Budget)}; report in {place}");
    }

    public static void Summarise(IEnumerable<DrillOutcome> outcomes)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("scenario", "verdict", "out, min / median / max", "budget", "lost", "doubled", "worst run");
        foreach (var scenario in outcomes.GroupBy(outcome => outcome.Scenario.Name))
        {
            var results = scenario.Select(outcome => outcome.Result).OfType<DrillResult>().ToList();
            var outages = results.Select(result => result.Outage?.LongestGap).OfType<TimeSpan>().Order().ToList();
            var worst = scenario.OrderByDescending(outcome => outcome.Verdict).ThenByDescending(outcome => outcome.Result?.Outage?.LongestGap).First();
            table.AddRow(
                new Text(scenario.Key),
                new Text(string.Join(", ", scenario.CountBy(Word).OrderByDescending(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Value} {count.Key}")), Style(worst.Verdict)),
                new Text(outages.Count == 0 ? "–" : $"{Seconds(outages[0])} / {Seconds(outages[outages.Count / 2])} / {Seconds(outages[^1])}"),
                new Text(Seconds(worst.Scenario.Budget)),
                new Text(Sum(results, "lost")),
                new Text(Sum(results, "duplicates")),
                new Text(worst.Result is null ? worst.Reason! : Path.GetFileName(worst.Place!)));
        }

        AnsiConsole.Write(table);
    }

    private static string Word(DrillOutcome outcome) => outcome.IsApplicable ? VerdictText.Of(outcome.Verdict) : "not applicable";

    private static string Sum(IEnumerable<DrillResult> results, string figure) => results.Sum(result => result.Checks.Sum(check => check.Figures.GetValueOrDefault(figure))).ToString(CultureInfo.InvariantCulture);

    private static Style Style(Verdict verdict) => new(verdict switch { Verdict.Pass => Color.Green, Verdict.Fail => Color.Red, _ => Color.Yellow });

    private static string Seconds(TimeSpan? time) => time is { } value ? value.TotalSeconds.ToString("0.00 's'", CultureInfo.InvariantCulture) : "–";
}
