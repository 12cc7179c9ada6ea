using System.Diagnostics;
using Distribution.Cli.Topologies;

namespace Distribution.Cli.Publishing;

/// <summary>Has the AppHost publish itself, as a process: it is the one that knows the model.</summary>
internal sealed class PublishRun(string target, string folder, string? name, bool force)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (!File.Exists(SourceTree.AppHost))
        {
            throw new CliException($"{SourceTree.AppHost} is not built: run ./distribution, which builds it.");
        }

        List<string> arguments = [SourceTree.AppHost, "--operation", "publish", "--step", $"publish-{target}", "--output-path", folder, "--force", force ? "true" : "false"];
        if (name is not null)
        {
            arguments.AddRange(["--name", name]);
        }

        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = SourceTree.Root }) ?? throw new CliException("The AppHost could not be started.");
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
        {
            return process.ExitCode;
        }

        Console.WriteLine($"Wrote {folder}");
        return ExitCodes.Done;
    }
}
