using Distribution.Gateway.Retry;

namespace Distribution.Gateway.Routing;

/// <summary>Bounds of a forwarded request that is not repeated.</summary>
internal static class ForwardingDefaults
{
    /// <summary>
    /// How long a replica may send and take nothing: as long as a repeated request may take in all, because nobody else gets this one.
    /// A large body that keeps flowing is not cut.
    /// </summary>
    public static readonly TimeSpan Silence = RetryDefaults.Budget;
}
