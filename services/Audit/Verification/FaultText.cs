using Distribution.HashChain.Verification;

namespace Distribution.Audit.Verification;

/// <summary>The names of reasons in answers.</summary>
internal static class FaultText
{
    public static string Of(FaultReason reason) => reason.ToString().ToLowerInvariant();
}
