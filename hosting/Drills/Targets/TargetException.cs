namespace Distribution.Drills.Targets;

/// <summary>A target could not be asked or could not do what was wanted; the message is one line that says which, why, and what to do.</summary>
public sealed class TargetException : Exception
{
    /// <summary>Describes why.</summary>
    public TargetException(string message)
        : base(message)
    {
    }

    /// <summary>Describes why, with the failure behind it.</summary>
    public TargetException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
