using System.CommandLine;
using Distribution.Cli.Services;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Verbs;

/// <summary><c>keys list</c>: the keys that sign tokens.</summary>
internal static class KeysVerb
{
    public static Command Create()
    {
        var topology = new TopologyOptions();
        var json = new Option<bool>("--json") { Description = "Print them as JSON." };
        var list = new Command("list", "Show the keys that sign tokens, and since when.") { json };
        topology.AddTo(list);
        list.SetAction(async (result, cancellation) =>
        {
            using var gateway = await GatewayClient.SignInAsync(topology.Folder(result), "operator", cancellation);
            var keys = await gateway.GetAsync("/keys", cancellation);
            AnswerDisplay.Show(keys, "keys", result.GetValue(json), ["kid", "state", "createdAt", "withdrawnAt"]);
            return ExitCodes.Done;
        });
        return new Command("keys", "The keys that sign tokens.") { list };
    }
}
