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

    /// <summary>The same for Identity, whose hashing of passwords takes 0.2 s of a core and so some seconds of a busy machine; a little longer than it gives itself.</summary>
    public static readonly TimeSpan SilenceOfIdentity = TimeSpan.FromSeconds(7);
}
