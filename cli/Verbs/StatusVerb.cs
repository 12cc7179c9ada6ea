using System.CommandLine;
using Distribution.Cli.Display;
using Distribution.Cli.Topologies;
using Distribution.Machine.Control;
using Distribution.Machine.State;
using Spectre.Console;

namespace Distribution.Cli.Verbs;

/// <summary><c>status</c>: what runs, in which role, and whether it is healthy.</summary>
internal static class StatusVerb
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(500);

    public static Command Create()
    {
        var topology = new TopologyOptions();
        var json = new Option<bool>("--json") { Description = "Print it as JSON." };
        var watch = new Option<bool>("--watch") { Description = "Keep showing it until Ctrl-C." };
        var command = new Command("status", "Show what runs. Exit code 0: all healthy; 1: not all; 2: not running.") { json, watch };
        topology.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var folder = topology.Folder(result);
            using var control = new ControlClient(folder);
            return result.GetValue(watch)
                ? await TerminalDisplay.RunAsync(AnsiConsole.Console, display => WatchAsync(folder, control, display, cancellation))
                : await ShowAsync(folder, control, result.GetValue(json), cancellation);
        });
        return command;
    }

    private static async Task<int> ShowAsync(StateFolder folder, ControlClient control, bool json, CancellationToken cancellation)
    {
        if (await control.TryGetStatusAsync(cancellation) is not { } status)
        {
            if (json)
            {
                Console.WriteLine($$"""{ "name": "{{folder.Name}}", "healthy": false, "dashboard": null, "gateway": null, "resources": [] }""");
            }

            throw new CliException($"Topology '{folder.Name}' {(folder.IsLocked() ? "does not answer yet" : "is not running")}.", ExitCodes.UnknownOrUsage);
        }

        if (json)
        {
            Console.WriteLine(await control.GetStatusJsonAsync(cancellation));
        }
        else
        {
            AnsiConsole.Write(StatusTable.Render(status));
            Console.WriteLine($"gateway {status.Gateway}   dashboard {status.Dashboard}");
        }

        return status.Healthy ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> WatchAsync(StateFolder folder, ControlClient control, IStartDisplay display, CancellationToken cancellation)
    {
        while (await control.TryGetStatusAsync(cancellation) is { } status)
        {
            display.Update(status);
            await Task.Delay(WatchInterval, cancellation);
        }

        throw new CliException($"Topology '{folder.Name}' is not running.", ExitCodes.UnknownOrUsage);
    }
}
