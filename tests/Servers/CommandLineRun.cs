using System.Diagnostics;

namespace Distribution.Servers;

/// <summary>Runs the command line as a user does, without the launcher's checks and build.</summary>
public static class CommandLineRun
{
    /// <summary>Runs a verb to its end.</summary>
    public static async Task<CommandResult> RunAsync(IEnumerable<string> args, TimeSpan? within = null, Dictionary<string, string>? environment = null)
    {
        using var process = Start(args, environment);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(within ?? TimeSpan.FromSeconds(150));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"./distribution {string.Join(' ', args)} had not ended in time.\n{await output}\n{await error}", late);
        }

        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a verb that stays, or that will be interrupted.</summary>
    public static Process Start(IEnumerable<string> args, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Checkout.Built("cli", "distribution.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Checkout.Root,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
