using System.CommandLine;
using Distribution.Cli.Drills;
using Distribution.Drills.Scenarios;

namespace Distribution.Cli.Verbs;

/// <summary><c>drill</c>: breaks a running topology on purpose, under load, and says what was lost and for how long.</summary>
internal static class DrillVerb
{
    public static Command Create()
    {
        var target = new TargetOptions();
        var scenario = new Argument<string[]>("SCENARIO") { Description = $"Scenarios' names, {DrillChoice.Ci}, {DrillChoice.All} or {RandomScenario.Name}; --list shows them.", Arity = ArgumentArity.ZeroOrMore };
        var runs = new Option<int>("--runs") { Description = "How many times each scenario is run.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "Of the random choices: the same seed makes the same schedule.", HelpName = "S", DefaultValueFactory = _ => 1 };
        var load = new Option<double>("--load") { Description = "The part of the load that is put on, from 0.05 to 1: less where the topology has few cores beside other work.", HelpName = "PART", DefaultValueFactory = _ => 1 };
        var duration = DurationOption.Create("--for", $"How long {RandomScenario.Name} goes on.", RandomScenario.DefaultDuration);
        var reports = new Option<string>("--report-dir") { Description = "Where the reports are written.", HelpName = "DIR", DefaultValueFactory = _ => "drill-reports" };
        var list = new Option<bool>("--list") { Description = "Show the scenarios with their budgets." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be done, and do nothing." };
        var iKnow = new Option<bool>("--i-know") { Description = "Drill a topology at a private address, which others may use." };
        var json = new Option<bool>("--json") { Description = "Print the results, or the list, as JSON." };
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
            {
                result.AddError("--runs: give a number from 1 to 1000.");
            }
        });
        load.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.05 and <= 1))
            {
                result.AddError("--load: give a number from 0.05 to 1.");
            }
        });
        var command = new Command("drill", "Break a running topology on purpose, under load. Exit code 0: all passed; 1: something was lost or took too long; 2: could not tell.")
        {
            scenario, runs, seed, load, duration, reports, list, dryRun, iKnow, json,
        };
        target.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            if (result.GetValue(list))
            {
                List(result.GetValue(json));
                return ExitCodes.Done;
            }

            var session = new DrillSession(target.Choice(result), result.GetValue(reports)!, result.GetValue(seed), result.GetValue(load), result.GetValue(iKnow), result.GetValue(json));
            var chosen = DrillChoice.Parse(result.GetValue(scenario) ?? [], result.GetValue(duration));
            return result.GetValue(dryRun) ? await session.DescribeAsync(chosen, cancellation) : await session.RunAsync(chosen, result.GetValue(runs), cancellation);
        });
        return command;
    }

    private static void List(bool json)
    {
        if (json)
        {
            Console.WriteLine(DrillJson.Of(ScenarioCatalog.All));
        }
        else
        {
            DrillDisplay.List(ScenarioCatalog.All);
        }
    }
}
