namespace Distribution.HashChain.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Records">How many records were found good.</param>
/// <param name="From">The first that was looked at.</param>
/// <param name="To">The last that was to be looked at.</param>
/// <param name="Head">Where the chain ended when the verification began.</param>
/// <param name="FirstBad">Where it is broken; null when it is not.</param>
public sealed record VerificationReport(long Records, long From, long To, ChainHead Head, ChainFault? FirstBad)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Valid => FirstBad is null;

    /// <summary>Whether nothing was left out.</summary>
    public bool IsWhole => From <= 1 && To >= Head.Sequence;
}
