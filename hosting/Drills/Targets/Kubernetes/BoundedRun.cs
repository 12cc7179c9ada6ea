using System.ComponentModel;
using Distribution.Machine.Tools;

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
        try
        {
            var result = await ProgramRun.RunAsync(program, arguments, cancellationToken: limit.Token);
            return result.Succeeded ? result.Output : throw new TargetException($"{description} failed with {result.ExitCode}: {LastWords(result.Error)}");
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TargetException($"{description} did not end within {patience.TotalSeconds:0.#} s.", late);
        }
        catch (Win32Exception failure)
        {
            throw new TargetException($"{description} could not be started: {failure.Message}", failure);
        }
    }

    private static string LastWords(string error) => string.Join(' ', error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(LastLines)) is { Length: > 0 } words ? words : "it gave no reason";
}
