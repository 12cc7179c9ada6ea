using System.Collections.Frozen;

namespace Distribution.Tokens;

/// <summary>All that a verifier knows of keys at one moment.</summary>
internal sealed class KnownKeys
{
    public static readonly KnownKeys None = new(new([]), FrozenDictionary<string, VerificationKey>.Empty, FrozenSet<string>.Empty);

    private readonly FrozenDictionary<string, VerificationKey> _keys;

    private KnownKeys(JsonWebKeySet published, FrozenDictionary<string, VerificationKey> keys, FrozenSet<string> withdrawn)
    {
        Published = published;
        _keys = keys;
        Withdrawn = withdrawn;
    }

    public JsonWebKeySet Published { get; }

    public FrozenSet<string> Withdrawn { get; }

    public bool IsEmpty => _keys.Count == 0;

    /// <exception cref="FormatException">A key of ours is broken.</exception>
    public static KnownKeys From(JsonWebKeySet set, IEnumerable<string> withdrawn) =>
        new(set, VerificationKey.From(set).ToFrozenDictionary(key => key.KeyId), withdrawn.ToFrozenSet());

    public VerificationKey? Find(string keyId) => Withdrawn.Contains(keyId) ? null : _keys.GetValueOrDefault(keyId);

    public bool IsSameAs(KnownKeys other) => Withdrawn.SetEquals(other.Withdrawn) && Published.Keys.SequenceEqual(other.Published.Keys);
}
