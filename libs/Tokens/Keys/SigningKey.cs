using System.Security.Cryptography;

namespace Distribution.Tokens;

/// <summary>A private ES256 key. Any number of callers may sign at once.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa _key;
    private readonly JsonWebKey _published;
    private readonly Lock _lock = new();

    private SigningKey(ECDsa key)
    {
        _key = key;
        _published = JsonWebKey.Of(key);
    }

    /// <summary>The name of the key: its thumbprint (RFC 7638).</summary>
    public string KeyId => _published.KeyId!;

    /// <summary>Makes a new key.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key.</summary>
    /// <param name="pem">A PKCS#8 private key.</param>
    /// <exception cref="FormatException">It is none, or not on P-256.</exception>
    public static SigningKey FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            _ = key.ExportPkcs8PrivateKey();
            if (Es256.IsRight(key))
            {
                return new(key);
            }
        }
        catch (Exception failure) when (failure is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new FormatException($"Not a private key in PEM: {failure.Message}", failure);
        }

        key.Dispose();
        throw new FormatException("The key is not on the curve P-256: make one with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256'.");
    }

    /// <summary>The key as PKCS#8 in PEM; a secret.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <summary>The public half, as it is published.</summary>
    public JsonWebKey ToJwk() => _published;

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(ReadOnlySpan<byte> input)
    {
        lock (_lock)
        {
            return Es256.Sign(_key, input);
        }
    }
}
