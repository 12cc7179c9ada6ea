using System.CommandLine;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>down</c>: stops a topology.</summary>
internal static class DownVerb
{
    public static Command Create()
    {
        var topology = new TopologyOptions();
        var wipe = new Option<bool>("--wipe") { Description = "Delete its data, secrets and logs too." };
        var command = new Command("down", "Stop the topology; its data is kept.") { wipe };
        topology.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var folder = topology.Folder(result);
            var stopped = await new TopologyStop(folder).RunAsync(cancellation);
            var existed = folder.Exists;
            if (result.GetValue(wipe))
            {
                folder.Wipe();
                File.Delete($"{folder.Path}.apphost.log");
            }

            Console.WriteLine($"Topology '{folder.Name}' {(stopped ? "stopped" : "was not running")}{(result.GetValue(wipe) ? existed ? ", its data deleted" : ", and had no data" : "")}.");
            return ExitCodes.Done;
        });
        return command;
    }
}
