using System.ComponentModel;
using System.Diagnostics;

namespace Distribution.Machine.Tools;

/// <summary>Runs a program to its end.</summary>
public static class ProgramRun
{
    /// <summary>Runs it and gives its exit code and what it printed; a cancelled run is killed with all that it started.</summary>
    /// <param name="file">Its name on PATH, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What is set in its environment besides ours.</param>
    /// <param name="folder">Its working directory; null for ours.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static async Task<ProgramResult> RunAsync(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? folder = null, string input = "", CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteAsync(process, input, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // A program that ends before it has read everything has its reasons, and tells them by its exit code.
    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }
}
