namespace Distribution.HashChain.Verification;

/// <summary>In what way a chain is broken.</summary>
public enum FaultReason
{
    /// <summary>A column, or the whole record, is not what was recorded.</summary>
    Tampered,

    /// <summary>A record is not there although later ones are.</summary>
    Missing,

    /// <summary>A record is not in its place: it was recorded under another number.</summary>
    Reordered,

    /// <summary>The last records are not there.</summary>
    Truncated,

    /// <summary>The chain holds together, and is not the one that was checkpointed: it was made anew from some record on.</summary>
    Rewritten,

    /// <summary>The checkpoint itself cannot be believed, so that nothing proves where the chain ended.</summary>
    Unproven,
}
