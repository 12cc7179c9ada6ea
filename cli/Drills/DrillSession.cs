using Distribution.Drills.Checkers;
using Distribution.Drills.Reports;
using Distribution.Drills.Runs;
using Distribution.Drills.Scenarios;
using Distribution.Drills.Targets;

namespace Distribution.Cli.Drills;

/// <summary>Runs scenarios one after the other on one topology, and writes a report of each.</summary>
internal sealed class DrillSession(TargetChoice chosen, string reports, int seed, double load, bool iKnow, bool json)
{
    /// <summary>10 s: the first drill may be the first load that the topology has ever had.</summary>
    private static readonly TimeSpan FirstRampUp = TimeSpan.FromSeconds(10);

    private readonly List<DrillOutcome> _outcomes = [];

    /// <summary>Says what would be done.</summary>
    public async Task<int> DescribeAsync(DrillChoice choice, CancellationToken cancellation)
    {
        await using var target = await OpenAsync(cancellation);
        foreach (var scenario in choice.Of(target, seed))
        {
            var faults = scenario.WhyNotOn(target) is { } lack ? [$"nothing: {lack}"] : scenario.Faults.Select(fault => $"{fault.Description} of {target.Name}");
            foreach (var fault in faults)
            {
                Console.WriteLine($"{scenario.Name}: would do {fault}");
            }
        }

        return ExitCodes.Done;
    }

    public async Task<int> RunAsync(DrillChoice choice, int runs, CancellationToken cancellation)
    {
        await using var target = await OpenAsync(cancellation);
        using var only = Lock();
        var count = choice.Of(target, seed).Count;
        for (var index = 0; index < count; index++)
        {
            for (var run = 0; run < runs; run++)
            {
                var scenario = choice.Of(target, seed + run)[index];
                if (choice.LeavesOut && scenario.WhyNotOn(target) is { } lack)
                {
                    Say($"{scenario.Name}: not applicable here, {lack}");
                    _outcomes.Add(new(scenario, null, lack, IsApplicable: false, Place: null));
                    continue;
                }

                await RunAsync(scenario, target, seed + run, isOneOfMany: count > 1, cancellation);
            }
        }

        await SummariseAsync();
        return _outcomes.Where(outcome => outcome.IsApplicable || !choice.LeavesOut).Max(outcome => outcome.Verdict) switch { Verdict.Pass => ExitCodes.Done, Verdict.Fail => ExitCodes.Failed, _ => ExitCodes.UnknownOrUsage };
    }

    private async Task<ITarget> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await chosen.OpenAsync(iKnow, cancellation);
        }
        catch (TargetException refused)
        {
            throw Refusal(refused);
        }
    }

    private IDisposable Lock()
    {
        try
        {
            return chosen.Lock();
        }
        catch (TargetException taken)
        {
            throw Refusal(taken);
        }
    }

    // One that could not be run says nothing of those after it; alone it is all there is to say.
    private async Task RunAsync(Scenario scenario, ITarget target, int runSeed, bool isOneOfMany, CancellationToken cancellation)
    {
        var place = Report.Folder(reports, scenario.Name, TimeProvider.System.GetUtcNow());
        Directory.CreateDirectory(place);
        Say($"{scenario.Name}: {scenario.Description}");
        var options = new DrillOptions { Seed = runSeed, Load = load, RampUp = _outcomes.Count == 0 ? FirstRampUp : TimeSpan.Zero, HistoryFile = Path.Combine(place, Report.History) };
        var drill = new Drill(scenario, target, options, step => Say($"  {step} …"));
        try
        {
            var result = await drill.RunAsync(cancellation);
            await Report.WriteAsync(result, place);
            _outcomes.Add(new(result.Scenario, result, null, IsApplicable: true, place));
            if (!json)
            {
                DrillDisplay.Show(result, place);
            }
        }
        catch (TargetException failure) when (isOneOfMany)
        {
            Say($"  could not tell: {failure.Message}");
            _outcomes.Add(new(scenario, null, failure.Message, IsApplicable: true, place));
        }
        catch (TargetException failure)
        {
            throw Refusal(failure);
        }
    }

    private async Task SummariseAsync()
    {
        if (json)
        {
            Console.WriteLine(DrillJson.Of(_outcomes));
        }
        else if (_outcomes.Count > 1)
        {
            DrillDisplay.Summarise(_outcomes);
        }

        if (_outcomes.Count > 1)
        {
            await Report.WriteAllAsync([.. _outcomes.Select(outcome => outcome.Result).OfType<DrillResult>()], reports);
        }
    }

    private static CliException Refusal(TargetException reason) => new($"drill: {reason.Message}", ExitCodes.UnknownOrUsage);

    private void Say(string line)
    {
        if (!json)
        {
            Console.WriteLine(line);
        }
    }
}
