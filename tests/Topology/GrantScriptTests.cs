using Distribution.Servers;

namespace Distribution.Topology.Tests;

[Collection(nameof(SharedTopology))]
public sealed class GrantScriptTests(SharedTopology shared, ITestOutputHelper output)
{
    [Fact]
    public async Task Script_asks_approves_uses_expires_and_revokes_through_the_gateway()
    {
        var gateway = (await shared.Topology.StatusAsync()).Gateway;

        var script = await GrantScript.RunAsync(gateway, shared.Topology.Folder.UsersFile);

        output.WriteLine(script.Output);
        Assert.True(script.ExitCode == 0, script.Error);
    }
}
