namespace Distribution.Machine.Tools;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 when it did what it was told.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether it did what it was told.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Its last lines, for a message.</summary>
    public string LastWords => string.Join('\n', (Error + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(5));
}
