using System.ComponentModel;
using System.Diagnostics;
using Distribution.Machine.Tools;

namespace Distribution.Publishing.Tools;

/// <summary>Runs a program to its end and keeps what it says.</summary>
internal static class Command
{
    /// <summary>Runs it; a cancelled run is killed with all that it started.</summary>
    /// <param name="program">Its name on PATH, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <param name="folder">Its working directory; null for ours.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MissingToolException">There is no such program.</exception>
    public static async Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, string input = "", string? folder = null, CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder ?? "" };
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await WriteAsync(process, input, cancellationToken);
            return new(await ExitAsync(process, cancellationToken), await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new MissingToolException(start.FileName);
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

    private static async Task<int> ExitAsync(Process process, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }
}
