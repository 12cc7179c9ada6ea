namespace Distribution.HashChain.Verification;

/// <summary>Something was asked of a chain that is broken.</summary>
public sealed class ChainBrokenException(ChainFault fault) : Exception($"The chain is broken at record {fault.Sequence} ({fault.Reason}): {fault.Detail}")
{
    /// <summary>Where, and in what way.</summary>
    public ChainFault Fault => fault;
}
