using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Network;
using Microsoft.Extensions.DependencyInjection;

namespace Distribution.Hosting.Network;

/// <summary>The commands of a relayed member: away from everybody, and back.</summary>
internal static class NetworkCommands
{
    public static void Add<T>(IResourceBuilder<T> member)
        where T : IResource
    {
        var name = member.Resource.Name;
        member.WithCommand("partition", "Partition", context => CutAsync(name, isCut: true, context), new CommandOptions
        {
            Description = "Cut it off from everybody, both ways, until healed",
            ConfirmationMessage = $"Cut {name} off from everybody? It runs on and reaches nobody until healed.",
            IconName = "PlugDisconnected",
        });
        member.WithCommand("heal", "Heal", context => CutAsync(name, isCut: false, context), new CommandOptions { Description = "End its partition", IconName = "PlugConnected" });
    }

    private static async Task<ExecuteCommandResult> CutAsync(string member, bool isCut, ExecuteCommandContext context)
    {
        var faults = context.Services.GetRequiredService<NetworkFaults>();
        try
        {
            await faults.SetAsync(member, isCut ? NetworkRule.Isolate([member], faults.Everybody) : [], context.CancellationToken);
            return CommandResults.Success(isCut ? $"{member} is cut off from everybody: heal {member} ends it" : $"{member} is back");
        }
        catch (IOException failure)
        {
            return CommandResults.Failure(failure.Message);
        }
    }
}
