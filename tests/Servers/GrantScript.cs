using System.Diagnostics;

namespace Distribution.Servers;

/// <summary><c>docs/grants.sh</c>, as a reader of the README runs it.</summary>
public static class GrantScript
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="gateway">The gateway's address.</param>
    /// <param name="usersFile">The file of users and passwords.</param>
    public static async Task<CommandResult> RunAsync(string gateway, string usersFile)
    {
        using var script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(Checkout.Root, "docs", "grants.sh"), gateway, usersFile]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var printed = script.StandardOutput.ReadToEndAsync();
        var error = script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        return new(script.ExitCode, await printed, await error);
    }
}
