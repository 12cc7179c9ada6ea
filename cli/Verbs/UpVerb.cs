using System.CommandLine;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>up</c>: starts a topology.</summary>
internal static class UpVerb
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    public static Command Create()
    {
        var topology = new TopologyOptions();
        var wait = new Option<bool>("--wait") { Description = "Return once everything is healthy and leave it running (stop it with down)." };
        var fresh = new Option<bool>("--fresh") { Description = "Delete the topology's data first." };
        var ports = new Option<string>("--ports") { Description = "fixed: the gateway on 8080 and the dashboard on 18888. random: free ones, for several topologies at once.", DefaultValueFactory = _ => "fixed" };
        ports.AcceptOnlyFromAmong("fixed", "random");
        var network = new Option<string>("--network") { Description = "direct: members reach each other at their ports. relayed: through a relay that drills can cut, delay and reset.", DefaultValueFactory = _ => "direct" };
        network.AcceptOnlyFromAmong("direct", "relayed");
        var timeout = new Option<int>("--timeout") { Description = "Seconds until a topology that is not healthy counts as failed.", HelpName = "S", DefaultValueFactory = _ => (int)DefaultTimeout.TotalSeconds };
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && (!int.TryParse(value, out var seconds) || seconds < 1))
            {
                result.AddError($"--timeout is '{value}': give a whole number of seconds, 1 or more.");
            }
        });

        var command = new Command("up", "Start the topology, show how it comes up, and keep it running until Ctrl-C.") { wait, fresh, ports, network, timeout };
        topology.AddTo(command);
        command.SetAction((result, cancellation) =>
        {
            var folder = topology.Folder(result);
            if (result.GetValue(fresh))
            {
                folder.Wipe();
            }

            string[] args = ["--name", folder.Name, "--ports", result.GetValue(ports)!, "--network", result.GetValue(network)!, .. topology.Root(result) is { } root ? new[] { "--state", Path.GetFullPath(root) } : []];
            return new TopologyStart(folder, TimeSpan.FromSeconds(result.GetValue(timeout))).RunAsync(args, stay: !result.GetValue(wait), cancellation);
        });
        return command;
    }
}
