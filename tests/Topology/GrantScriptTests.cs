using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Topology.Tests;

[Collection(nameof(SharedTopology))]
public sealed class GrantScriptTests(SharedTopology shared, ITestOutputHelper output)
{
    [Fact]
    public async Task Script_asks_approves_uses_expires_and_revokes_through_the_gateway()
    {
        var gateway = (await shared.Topology.StatusAsync()).Gateway;
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Checkout.Root, "docs", "grants.sh"), gateway, shared.Topology.Folder.UsersFile]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var printed = script.StandardOutput.ReadToEndAsync();
        var error = script.StandardError.ReadToEndAsync();

        await script.WaitForExitAsync();

        output.WriteLine(await printed);
        Assert.True(script.ExitCode == 0, await error);
    }
}
