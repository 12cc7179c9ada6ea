using System.ComponentModel;
using System.Diagnostics;

namespace Distribution.Drills.Targets.Kubernetes;

/// <summary>Runs a program to its end, within a time.</summary>
internal static class BoundedRun
{
    private const int LastLines = 3;

    /// <summary>Runs it and gives what it wrote to standard output; one that takes too long is killed with all that it started.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="description">What it is called in a message.</param>
    /// <param name="patience">For its end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TargetException">It cannot be started, failed or did not end; only what it wrote to standard error is told, since secrets come on the other.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string description, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        using var process = Start(new(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }, description);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? await output : throw new TargetException($"{description} failed with {process.ExitCode}: {LastWords(await error)}");
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TargetException($"{description} did not end within {patience.TotalSeconds:0.#} s.", late);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start, string description)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception failure)
        {
            throw new TargetException($"{description} could not be started: {failure.Message}", failure);
        }
    }

    private static string LastWords(string error) => string.Join(' ', error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(LastLines)) is { Length: > 0 } words ? words : "it gave no reason";
}
