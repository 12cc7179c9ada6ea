using System.CommandLine;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>promote</c> and <c>switchover</c> of a database cluster.</summary>
internal static class ClusterVerbs
{
    public static IEnumerable<Command> Create() =>
    [
        Create("promote", "Fence the primary and promote its standby now: what happens when the primary dies."),
        Create("switchover", "Exchange primary and standby in order, losing nothing."),
    ];

    private static Command Create(string verb, string description)
    {
        var topology = new TopologyOptions();
        var cluster = new Argument<string>("CLUSTER") { Description = "postgres or valkey." };
        var command = new Command(verb, description) { cluster };
        topology.AddTo(command);
        command.SetAction((result, cancellation) => ResourceVerbs.ExecuteAsync(topology.Folder(result), result.GetValue(cluster)!, verb, verb, cancellation));
        return command;
    }
}
