using System.Diagnostics;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Testing;

/// <summary>Runs the .NET SDK in the source tree.</summary>
internal static class Dotnet
{
    /// <summary>Runs it with this terminal.</summary>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(IEnumerable<string> args, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { UseShellExecute = false, WorkingDirectory = SourceTree.Root })!;
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    /// <summary>Builds a project or the solution.</summary>
    /// <exception cref="CliException">It failed; what the compiler says has been printed.</exception>
    public static async Task BuildAsync(string project, string configuration, CancellationToken cancellation)
    {
        Console.WriteLine("Building …");
        var (code, output) = await CaptureAsync(["build", project, "-c", configuration, "-v", "quiet", "-clp:NoSummary"], cancellation);
        if (code != 0)
        {
            Console.Error.WriteLine(output);
            throw new CliException("The build failed.");
        }
    }

    /// <summary>Runs it and gives what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> CaptureAsync(IEnumerable<string> args, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", args) { UseShellExecute = false, WorkingDirectory = SourceTree.Root, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
