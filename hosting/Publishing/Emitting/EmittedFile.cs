namespace Distribution.Publishing.Emitting;

/// <summary>A file that was emitted.</summary>
/// <param name="Path">Relative to the output folder, with forward slashes.</param>
/// <param name="Content">Its text, with line feeds.</param>
/// <param name="IsExecutable">Whether it is run.</param>
public sealed record EmittedFile(string Path, string Content, bool IsExecutable = false);
