using System.Diagnostics.CodeAnalysis;

namespace Distribution.Tokens;

/// <summary>The parts of a compact serialization (RFC 7515, section 3.1), decoded; the signing input is the text before the second dot.</summary>
internal sealed record CompactJws(byte[] Header, byte[] Payload, byte[] Signature, int InputLength)
{
    public static bool TryParse(string token, [NotNullWhen(true)] out CompactJws? jws)
    {
        jws = null;
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var last = token.LastIndexOf('.');
        if (first <= 0 || last <= first + 1 || last == token.Length - 1
            || !CanonicalBase64Url.TryDecode(token.AsSpan(0, first), out var header)
            || !CanonicalBase64Url.TryDecode(token.AsSpan(first + 1, last - first - 1), out var payload)
            || !CanonicalBase64Url.TryDecode(token.AsSpan(last + 1), out var signature))
        {
            return false;
        }

        jws = new(header, payload, signature, last);
        return true;
    }
}
