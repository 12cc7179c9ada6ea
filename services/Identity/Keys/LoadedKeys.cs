using System.Collections.Frozen;
using Distribution.Tokens;

namespace Distribution.Identity.Keys;

/// <summary>The ledger as it was read, ready for use.</summary>
internal sealed class LoadedKeys((DateTime, long)? version, KeyLedger ledger, TokenSigner signer)
{
    private readonly FrozenDictionary<string, VerificationKey> _keys = VerificationKey.From(ledger.Published).ToFrozenDictionary(key => key.KeyId);

    public (DateTime, long)? Version { get; } = version;

    public KeyLedger Ledger { get; } = ledger;

    public TokenSigner Signer { get; } = signer;

    public VerificationKey? Find(string keyId) => _keys.GetValueOrDefault(keyId);
}
