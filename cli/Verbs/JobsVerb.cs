using System.CommandLine;
using System.Text.Json.Nodes;
using Distribution.Cli.Services;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>jobs list|dead|retry|discard</c>: the queue, and what keeps failing in it.</summary>
internal static class JobsVerb
{
    private const string Role = "operator";

    public static Command Create() => new("jobs", "The queue of jobs, and those that keep failing.")
    {
        List("list", "Show jobs, the newest last.", "/jobs", ["id", "kind", "state", "attempt", "dueAt", "lastError"]),
        List("dead", "Show jobs that failed for good.", "/jobs/dead", ["id", "kind", "attempt", "diedAt", "lastError"]),
        Act("retry", "Run a dead job again."),
        Act("discard", "Give a dead job up; the decision is audited."),
    };

    private static Command List(string name, string description, string path, IReadOnlyList<string> columns)
    {
        var topology = new TopologyOptions();
        var state = new Option<string?>("--state") { Description = "Only jobs in this state.", HelpName = "STATE" };
        var kind = new Option<string?>("--kind") { Description = "Only jobs of this kind.", HelpName = "KIND" };
        var after = new Option<string?>("--after") { Description = "Continue after the cursor that the page before ended with.", HelpName = "CURSOR" };
        var json = new Option<bool>("--json") { Description = "Print them as JSON." };
        var command = new Command(name, description) { kind, after, json };
        if (name == "list")
        {
            command.Options.Add(state);
        }

        topology.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var gateway = await GatewayClient.SignInAsync(topology.Folder(result), Role, cancellation);
            (string Name, string? Value)[] filters = [("state", name == "list" ? result.GetValue(state) : null), ("kind", result.GetValue(kind)), ("after", result.GetValue(after))];
            var query = string.Join('&', filters.Where(filter => filter.Value is not null).Select(filter => $"{filter.Name}={Uri.EscapeDataString(filter.Value!)}"));
            AnswerDisplay.Show(await gateway.GetAsync($"{path}?{query}", cancellation), "items", result.GetValue(json), columns);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Act(string verb, string description)
    {
        var topology = new TopologyOptions();
        var id = new Argument<Guid>("ID") { Description = "The job's id, as 'jobs dead' shows it." };
        var reason = new Option<string?>("--reason") { Description = "Why; it is kept in the audit record.", HelpName = "TEXT" };
        var command = new Command(verb, description) { id, reason };
        topology.AddTo(command);
        command.SetAction(async (result, cancellation) =>
        {
            using var gateway = await GatewayClient.SignInAsync(topology.Folder(result), Role, cancellation);
            var job = result.GetValue(id);
            await gateway.PostAsync($"/jobs/{job}/{verb}", new JsonObject { ["reason"] = result.GetValue(reason) ?? $"{verb} by command" }, cancellation);
            Console.WriteLine($"{verb} {job}: done");
            return ExitCodes.Done;
        });
        return command;
    }
}
