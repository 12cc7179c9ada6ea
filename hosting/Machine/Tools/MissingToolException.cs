namespace Distribution.Machine.Tools;

/// <summary>A program that a topology needs is not installed; the message names it and the remedy.</summary>
public sealed class MissingToolException : FileNotFoundException
{
    /// <summary>Describes the missing program.</summary>
    public MissingToolException(string tool)
        : base($"{tool} was not found: ./distribution doctor tells what is missing and the command that installs it.", tool)
    {
    }
}
