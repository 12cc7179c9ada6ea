namespace Distribution.Tokens;

/// <summary>When keys are asked for.</summary>
internal static class KeyRingDefaults
{
    /// <summary>A token of a withdrawn key is refused everywhere within this time.</summary>
    public static readonly TimeSpan Withdrawal = TimeSpan.FromSeconds(6);

    /// <summary>1 s for one replica to answer; one that is frozen must leave time for another within <see cref="Withdrawal"/>.</summary>
    public static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(1);

    /// <summary>0.5 s to connect: replicas are near, and a frozen one accepts anyway.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromMilliseconds(500);

    /// <summary>4 s: with one frozen replica and the answers of another still within <see cref="Withdrawal"/>.</summary>
    public static readonly TimeSpan Period = Withdrawal - (2 * TryTimeout);

    /// <summary>0.5 s as long as there are no keys at all: nothing can be served before.</summary>
    public static readonly TimeSpan FirstPeriod = TimeSpan.FromMilliseconds(500);

    /// <summary>1 s between looks for unknown keys: forged names of keys must not become load on Identity.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>After this time without an answer the readiness says that the keys are old. They stay good.</summary>
    public static readonly TimeSpan OldAfter = TimeSpan.FromMinutes(1);
}
