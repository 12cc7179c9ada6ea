using System.Security.Cryptography;

namespace Distribution.Tokens;

/// <summary>The one algorithm: ECDSA over P-256 with SHA-256 (RFC 7518, section 3.4), signatures as R and S side by side.</summary>
internal static class Es256
{
    public const string Name = "ES256";
    public const string KeyType = "EC";
    public const string Curve = "P-256";

    /// <summary>Bytes of a coordinate.</summary>
    public const int CoordinateSize = 32;

    /// <summary>Bytes of a signature: R and S. The DER form is longer, and refused.</summary>
    public const int SignatureSize = 64;

    private const int KeySize = 256;

    public static byte[] Sign(ECDsa key, ReadOnlySpan<byte> input) => key.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public static bool Verify(ECDsa key, ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize && key.VerifyData(input, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public static bool IsRight(ECDsa key) =>
        key.KeySize == KeySize && key.ExportParameters(includePrivateParameters: false).Curve.Oid is { } curve
        && (curve.Value ?? curve.FriendlyName) is "1.2.840.10045.3.1.7" or "nistP256" or "ECDSA_P256";
}
