using System.CommandLine;
using Distribution.Cli.Topologies;
using Distribution.Machine.Control;

namespace Distribution.Cli.Verbs;

/// <summary><c>kill</c>, <c>stop</c>, <c>start</c>, <c>pause</c>, <c>resume</c>, <c>partition</c>, <c>heal</c>: one resource, one command of it.</summary>
internal static class ResourceVerbs
{
    private static readonly (string Verb, string Command, string Description)[] Verbs =
    [
        ("kill", "kill", "Send SIGKILL to a resource's process; it comes back as it does after a crash."),
        ("stop", "resource-stop", "Stop a resource gracefully; it stays stopped until start."),
        ("start", "resource-start", "Start a stopped resource."),
        ("pause", "pause", "Freeze a resource's process (SIGSTOP)."),
        ("resume", "resume", "Let a frozen process go on (SIGCONT)."),
        ("partition", "partition", "Cut a resource off from everybody, in a topology started with up --network relayed."),
        ("heal", "heal", "End the partition of a resource."),
    ];

    public static IEnumerable<Command> Create() => Verbs.Select(verb => Create(verb.Verb, verb.Command, verb.Description));

    private static Command Create(string verb, string resourceCommand, string description)
    {
        var topology = new TopologyOptions();
        var resource = new Argument<string>("RESOURCE") { Description = "A name that status shows." };
        var command = new Command(verb, description) { resource };
        topology.AddTo(command);
        command.SetAction((result, cancellation) => ExecuteAsync(topology.Folder(result), result.GetValue(resource)!, resourceCommand, verb, cancellation));
        return command;
    }

    /// <summary>Executes a command of a resource and prints how it went.</summary>
    public static async Task<int> ExecuteAsync(Machine.State.StateFolder folder, string resource, string command, string verb, CancellationToken cancellation)
    {
        using var control = new ControlClient(folder);
        var status = await control.TryGetStatusAsync(cancellation);
        if (status is not null && status.Resources.All(candidate => candidate.Name != resource))
        {
            throw new CliException($"{verb}: '{resource}' is not a resource of topology '{folder.Name}'; it has {string.Join(", ", status.Resources.Select(candidate => candidate.Name))}.", ExitCodes.UnknownOrUsage);
        }

        var outcome = await control.ExecuteAsync(resource, command, cancellation);
        if (!outcome.Success)
        {
            throw new CliException($"{verb} {resource}: {outcome.Message ?? "failed"}");
        }

        Console.WriteLine($"{verb} {resource}: {outcome.Message ?? "done"}");
        return ExitCodes.Done;
    }
}
