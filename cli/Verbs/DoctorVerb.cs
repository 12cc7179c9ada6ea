using System.CommandLine;
using System.Text.Json;
using Distribution.Cli.Doctor;
using Spectre.Console;

namespace Distribution.Cli.Verbs;

/// <summary><c>doctor</c>: what this machine has and lacks.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var command = new Command("doctor", "Check what a topology needs of this machine. Exit code 1 when something is missing.") { json };
        command.SetAction(async (result, cancellation) =>
        {
            var findings = await Examination.RunAsync(cancellation);
            if (result.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(findings, DoctorJson.Default.IReadOnlyListFinding));
            }
            else
            {
                Print(findings);
            }

            return findings.All(finding => finding.Ok) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Print(IReadOnlyList<Finding> findings)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "what", "found");
        foreach (var finding in findings)
        {
            table.AddRow(new Text(finding.Ok ? "ok" : "MISSING", new Style(finding.Ok ? Color.Green : Color.Red)), new Text(finding.What), new Text(finding.Ok ? finding.Found : $"{finding.Found} {finding.Remedy}"));
        }

        AnsiConsole.Write(table);
    }
}
