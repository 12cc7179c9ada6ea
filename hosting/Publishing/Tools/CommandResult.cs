namespace Distribution.Publishing.Tools;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">0 when it did what it was asked.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its standard error.</param>
internal sealed record CommandResult(int ExitCode, string Output, string Error);
