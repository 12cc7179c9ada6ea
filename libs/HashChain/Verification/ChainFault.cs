namespace Distribution.HashChain.Verification;

/// <summary>The first place at which a chain is broken.</summary>
/// <param name="Sequence">The record; for one that is gone, the number it had.</param>
/// <param name="Reason">In what way.</param>
/// <param name="Detail">The same in words, with what was found and what should be there.</param>
public sealed record ChainFault(long Sequence, FaultReason Reason, string Detail);
