using System.Diagnostics;
using Distribution.Servers;

namespace Distribution.Publishing.Tests;

/// <summary>The AppHost of this project, as a process.</summary>
internal static class RealAppHost
{
    public static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Checkout.Built("AppHost", "Distribution.AppHost.dll"), .. arguments]) { RedirectStandardError = true, UseShellExecute = false })!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }

    public static Task PublishAsync(string target, string output, params string[] more) => RunAsync(["--operation", "publish", "--step", $"publish-{target}", "--output-path", output, .. more]);
}
