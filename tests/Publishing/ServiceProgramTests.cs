using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Publishing.Tests;

/// <summary>What emitted files start beside serving, every service's program has to know.</summary>
public sealed class ServiceProgramTests
{
    [Theory]
    [InlineData("Identity")]
    [InlineData("Audit")]
    [InlineData("Worker")]
    [InlineData("Api")]
    [InlineData("Gateway")]
    [InlineData("Scheduler")]
    public async Task Every_service_can_be_started_behind_others_and_probed(string service)
    {
        var (waited, why) = await RunAsync(service, "await-version", "http://nobody.invalid:8080");
        var (probed, answer) = await RunAsync(service, "probe", "/readyz");

        Assert.Equal((0, 1), (waited, probed));
        Assert.StartsWith("None of the others is older", why);
        Assert.StartsWith("/readyz on port 1", answer);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string service, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.Built(Path.Combine("services", service), $"Distribution.{service}.dll"), .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["ASPNETCORE_HTTP_PORTS"] = "1";
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }
}
