using System.Text.Json;
using System.Text.Json.Nodes;
using Distribution.Drills.Checkers;
using Distribution.Drills.Reports;
using Distribution.Drills.Runs;
using Distribution.Drills.Safety;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;
using Distribution.Drills.Targets.Local;
using Distribution.Machine.State;

namespace Distribution.Cli.Drills;

/// <summary>Runs scenarios one after the other on one topology, and writes a report of each.</summary>
internal sealed class DrillSession(StateFolder folder, string reports, int seed, bool iKnow, bool json)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Says what would be done.</summary>
    public async Task<int> DescribeAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellation)
    {
        await using var target = await OpenAsync(cancellation);
        foreach (var fault in scenarios.SelectMany(scenario => scenario.Faults.Select(fault => $"{scenario.Name}: {fault.Description}")))
        {
            Console.WriteLine($"would {fault} of {target.Name}");
        }

        return ExitCodes.Done;
    }

    public async Task<int> RunAsync(IReadOnlyList<Scenario> scenarios, int runs, CancellationToken cancellation)
    {
        try
        {
            await using var target = await OpenAsync(cancellation);
            using var only = DrillLock.Take(folder.Run);
            var results = new List<DrillResult>();
            foreach (var scenario in scenarios)
            {
                for (var run = 0; run < runs; run++)
                {
                    results.Add(await RunAsync(scenario, target, seed + run, cancellation));
                }
            }

            Summarise(results);
            return results.Max(result => result.Verdict) switch { Verdict.Pass => ExitCodes.Done, Verdict.Fail => ExitCodes.Failed, _ => ExitCodes.UnknownOrUsage };
        }
        catch (TargetException refused)
        {
            throw new CliException($"drill: {refused.Message}", ExitCodes.UnknownOrUsage);
        }
    }

    private async Task<LocalTarget> OpenAsync(CancellationToken cancellation)
    {
        var target = await LocalTarget.OpenAsync(folder, cancellation);
        LoopbackOnly.Check(target, iKnow);
        return target;
    }

    private async Task<DrillResult> RunAsync(Scenario scenario, LocalTarget target, int runSeed, CancellationToken cancellation)
    {
        var place = Report.Folder(reports, scenario.Name, TimeProvider.System.GetUtcNow());
        Directory.CreateDirectory(place);
        Say($"{scenario.Name}: {scenario.Description}");
        var drill = new Drill(scenario, target, new DrillOptions { Seed = runSeed, HistoryFile = Path.Combine(place, Report.History) }, step => Say($"  {step} …"));
        var result = await drill.RunAsync(cancellation);
        await Report.WriteAsync(result, place);
        if (!json)
        {
            DrillDisplay.Show(result, place);
        }

        return result;
    }

    private void Summarise(List<DrillResult> results)
    {
        if (json)
        {
            Console.WriteLine(new JsonArray([.. results.Select(result => (JsonNode)JsonReport.Node(result))]).ToJsonString(Indented));
        }
        else if (results.Count > 1)
        {
            DrillDisplay.Summarise(results);
        }
    }

    private void Say(string line)
    {
        if (!json)
        {
            Console.WriteLine(line);
        }
    }
}
