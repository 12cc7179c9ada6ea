using System.CommandLine;
using Distribution.Cli.Topologies;
using Distribution.Machine.Control;
using Distribution.Machine.State;

namespace Distribution.Cli.Verbs;

/// <summary><c>logs</c>: what a resource printed, also after the topology was stopped.</summary>
internal static class LogsVerb
{
    public static Command Create()
    {
        var topology = new TopologyOptions();
        var resource = new Argument<string>("RESOURCE") { Description = "A name that status shows." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until Ctrl-C." };
        var command = new Command("logs", "Print a resource's log.") { resource, follow };
        topology.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            var folder = topology.Folder(result);
            await using var log = await OpenAsync(folder, result.GetValue(resource)!, result.GetValue(follow), cancellation);
            await using var output = Console.OpenStandardOutput();
            await log.CopyToAsync(output, cancellation);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<Stream> OpenAsync(StateFolder folder, string resource, bool follow, CancellationToken cancellation)
    {
        if (folder.IsLocked())
        {
            var control = new ControlClient(folder);
            return await control.FollowLogsAsync(resource, follow, cancellation);
        }

        var file = new FileInfo(Path.Combine(folder.Logs, $"{resource}.log"));
        return file.Exists && file.DirectoryName == folder.Logs
            ? file.OpenRead()
            : throw new CliException($"Topology '{folder.Name}' is not running and has no log of a resource '{resource}' in {folder.Logs}.", ExitCodes.UnknownOrUsage);
    }
}
