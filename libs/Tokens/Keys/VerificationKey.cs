using System.Security.Cryptography;

namespace Distribution.Tokens;

/// <summary>A public ES256 key under its name. Any number of callers may verify at once.</summary>
public sealed class VerificationKey
{
    private readonly ECDsa _key;
    private readonly Lock _lock = new();

    private VerificationKey(string keyId, ECDsa key)
    {
        KeyId = keyId;
        _key = key;
    }

    /// <summary>Its name in the headers of tokens.</summary>
    public string KeyId { get; }

    /// <summary>The keys of a set that are ours: ES256 for signatures, with a name. The others are skipped.</summary>
    /// <exception cref="FormatException">A key of ours is not on its curve, or two have the same name.</exception>
    public static IReadOnlyList<VerificationKey> From(JsonWebKeySet set)
    {
        VerificationKey[] keys = [.. set.Keys.Where(IsOurs).Select(From)];
        return keys.DistinctBy(key => key.KeyId).Count() == keys.Length ? keys : throw new FormatException("Two keys of the set have the same 'kid'.");
    }

    /// <summary>Reads one published key.</summary>
    /// <exception cref="FormatException">It is not on its curve, or misses a member.</exception>
    public static VerificationKey From(JsonWebKey key)
    {
        if (!IsOurs(key) || !TryCoordinate(key.X, out var x) || !TryCoordinate(key.Y, out var y))
        {
            throw new FormatException($"Key '{key.KeyId}' is no {Es256.Name} key: it needs kty {Es256.KeyType}, crv {Es256.Curve}, kid, and x and y of {Es256.CoordinateSize} bytes each.");
        }

        try
        {
            return new(key.KeyId!, ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new() { X = x, Y = y } }));
        }
        catch (CryptographicException failure)
        {
            throw new FormatException($"Key '{key.KeyId}' is no point of {Es256.Curve}.", failure);
        }
    }

    internal bool Verify(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature)
    {
        lock (_lock)
        {
            return Es256.Verify(_key, input, signature);
        }
    }

    private static bool IsOurs(JsonWebKey key) =>
        key is { KeyType: Es256.KeyType, Curve: Es256.Curve, KeyId.Length: > 0, Use: null or "sig", Algorithm: null or Es256.Name };

    private static bool TryCoordinate(string? text, out byte[]? bytes)
    {
        bytes = null;
        return text is not null && CanonicalBase64Url.TryDecode(text, out bytes) && bytes.Length == Es256.CoordinateSize;
    }
}
