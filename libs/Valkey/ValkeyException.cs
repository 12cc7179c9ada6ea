namespace Distribution.Valkey;

/// <summary>A command did not do what it was asked to.</summary>
public abstract class ValkeyException : Exception
{
    private protected ValkeyException(string message, bool mayHaveBeenExecuted, Exception? inner)
        : base(message, inner) => MayHaveBeenExecuted = mayHaveBeenExecuted;

    /// <summary>
    /// Whether the server may have done what was asked although no good answer came. False is certain: sending again cannot double the effect.
    /// </summary>
    public bool MayHaveBeenExecuted { get; }
}
