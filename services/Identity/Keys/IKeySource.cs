using Distribution.Tokens;

namespace Distribution.Identity.Keys;

/// <summary>Where the keys are read from.</summary>
internal interface IKeySource
{
    /// <summary>Changes with every change of the keys; null where there are none.</summary>
    (DateTime, long)? Version { get; }

    /// <summary>The keys; null where there are none yet.</summary>
    /// <exception cref="InvalidOperationException">They cannot be read; the message says what to do.</exception>
    KeyLedger? ReadLedger();

    /// <summary>The private half of the current or the next key.</summary>
    /// <exception cref="InvalidOperationException">The key is missing or is not the one of its name.</exception>
    SigningKey ReadKey(string keyId);
}
