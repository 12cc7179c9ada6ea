namespace Distribution.Machine.State;

/// <summary>A state folder cannot be used; the message is one line that says which, why, and what to do.</summary>
public sealed class StateException : IOException
{
    /// <summary>Describes why.</summary>
    public StateException(string message)
        : base(message)
    {
    }

    /// <summary>Describes why, with the failure behind it.</summary>
    public StateException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
