namespace Distribution.Machine.Control;

/// <summary>A running AppHost could not be asked; the message is one line that says which, why, and what to do.</summary>
/// <param name="message">That line.</param>
/// <param name="isAbsent">Whether what was asked for is not there, rather than failing.</param>
public sealed class ControlException(string message, bool isAbsent = false) : Exception(message)
{
    /// <summary>Whether what was asked for is not there, rather than failing: no topology runs, or it has no such resource.</summary>
    public bool IsAbsent { get; } = isAbsent;
}
