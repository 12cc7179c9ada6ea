using System.ComponentModel;
using Distribution.Machine.Tools;

namespace Distribution.Publishing.Tools;

/// <summary>Runs a tool of publishing to its end.</summary>
internal static class Command
{
    /// <summary>Runs it; a cancelled run is killed with all that it started.</summary>
    /// <param name="program">Its name on PATH, or its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <param name="folder">Its working directory; null for ours.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MissingToolException">There is no such program.</exception>
    public static async Task<ProgramResult> RunAsync(string program, IEnumerable<string> arguments, string input = "", string? folder = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await ProgramRun.RunAsync(program, arguments, folder: folder, input: input, cancellationToken: cancellationToken);
        }
        catch (Win32Exception)
        {
            throw new MissingToolException(program);
        }
    }
}
