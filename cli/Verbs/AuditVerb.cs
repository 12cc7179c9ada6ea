using System.CommandLine;
using System.Text.Json.Nodes;
using Distribution.Cli.Services;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>audit verify</c>: whether the chain of audit records is whole.</summary>
internal static class AuditVerb
{
    public static Command Create()
    {
        var topology = new TopologyOptions();
        var from = new Option<long?>("--from") { Description = "The first record's number; the chain's first when it is left out.", HelpName = "SEQ" };
        var to = new Option<long?>("--to") { Description = "The last record's number; the chain's last when it is left out.", HelpName = "SEQ" };
        var json = new Option<bool>("--json") { Description = "Print the verdict as JSON." };
        var verify = new Command("verify", "Check every hash of the audit chain. Exit code 0: whole; 1: the first bad record is named; 2: could not tell.") { from, to, json };
        topology.AddTo(verify);
        verify.SetAction(async (result, cancellation) =>
        {
            using var gateway = await GatewayClient.SignInAsync(topology.Folder(result), "auditor", cancellation);
            string?[] range = [Bound("from", result.GetValue(from)), Bound("to", result.GetValue(to))];
            var verdict = await gateway.GetAsync($"/audit/verify?{string.Join('&', range.OfType<string>())}", cancellation);
            return Report(verdict, result.GetValue(json));
        });
        return new Command("audit", "The chain of audit records.") { verify };
    }

    private static string? Bound(string name, long? value) => value is null ? null : FormattableString.Invariant($"{name}={value}");

    private static int Report(JsonNode verdict, bool json)
    {
        var valid = (bool)verdict["valid"]!;
        if (json)
        {
            AnswerDisplay.Print(verdict);
        }
        else
        {
            Console.WriteLine(valid
                ? $"{verdict["records"]} records, {verdict["from"]} to {verdict["to"]}: the chain is whole; its head is {verdict["headHash"]}"
                : $"Record {verdict["firstBad"]?["seq"]} is bad: {verdict["firstBad"]?["reason"]}. {verdict["records"]} records before it are whole.");
        }

        return valid ? ExitCodes.Done : ExitCodes.Failed;
    }
}
