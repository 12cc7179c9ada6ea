using System.Diagnostics;
using Distribution.Machine.Processes;
using Distribution.Machine.Tools;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>Runs one of Postgres's tools as the account that the servers run as.</summary>
internal static class ServerTool
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="account">The account, or null for this process's own.</param>
    /// <param name="tool">Its name.</param>
    /// <param name="args">Its arguments; none of them a secret.</param>
    /// <param name="environment">What it needs beside a clean environment.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed; carries what it said.</exception>
    public static async Task<string> RunAsync(
        Account? account, string tool, string[] args, IReadOnlyDictionary<string, string>? environment = null, string? input = null, CancellationToken cancellationToken = default)
    {
        var path = Tool.Find(tool);
        var (command, arguments) = account is null ? (path, args) : account.Wrap(path, args);
        var start = new ProcessStartInfo(command, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        var searchPath = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = searchPath;
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{tool} did not start.");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }
}
