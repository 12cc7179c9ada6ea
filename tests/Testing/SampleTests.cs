using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Testing.Tests;

/// <summary>The sample for xunit v2, which has a runner of its own; the one for v3 is run like all tests.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task Sample_of_xunit_2_passes()
    {
        using var run = Process.Start(new ProcessStartInfo("dotnet", ["vstest", Checkout.Built("docs/samples/Shop.Xunit2", "Distribution.Shop.Xunit2.dll")]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var printed = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, printed);
        Assert.Matches("Passed: +1", printed);
    }
}
