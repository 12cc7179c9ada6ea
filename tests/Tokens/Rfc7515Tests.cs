using System.Text;

namespace Distribution.Tokens.Tests;

/// <summary>RFC 7515, appendix A.3: a signature with ES256.</summary>
public sealed class Rfc7515Tests
{
    private const string Header = "eyJhbGciOiJFUzI1NiJ9";
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    private const string Signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    private const string X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private const string Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    private static readonly JsonWebKey Key = new("EC", "P-256", X, Y, "rfc", null, null);

    [Fact]
    public void Signature_of_the_rfc_holds()
    {
        Assert.True(CompactJws.TryParse($"{Header}.{Payload}.{Signature}", out var jws));
        Assert.Equal("""{"alg":"ES256"}""", Encoding.UTF8.GetString(jws.Header));
        Assert.Equal("{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}", Encoding.UTF8.GetString(jws.Payload));
        Assert.Equal(14, jws.Signature[0]);
        Assert.Equal(213, jws.Signature[^1]);

        Assert.True(VerificationKey.From(Key).Verify(Encoding.ASCII.GetBytes($"{Header}.{Payload}"), jws.Signature));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    public void Signature_of_the_rfc_with_one_bit_turned_does_not_hold(int position)
    {
        Assert.True(CanonicalBase64Url.TryDecode(Signature, out var signature));
        signature[position] ^= 1;

        Assert.False(VerificationKey.From(Key).Verify(Encoding.ASCII.GetBytes($"{Header}.{Payload}"), signature));
    }

    [Fact]
    public void Input_of_the_rfc_with_one_letter_changed_does_not_hold()
    {
        Assert.True(CanonicalBase64Url.TryDecode(Signature, out var signature));

        Assert.False(VerificationKey.From(Key).Verify(Encoding.ASCII.GetBytes($"{Header}.{Payload[..^1]}A"), signature));
    }

    /// <summary>Appendix C: the octets 3 236 255 224 193.</summary>
    [Fact]
    public void Base64url_is_that_of_the_rfc()
    {
        byte[] octets = [3, 236, 255, 224, 193];

        Assert.Equal("A-z_4ME", CanonicalBase64Url.Encode(octets));
        Assert.True(CanonicalBase64Url.TryDecode("A-z_4ME", out var decoded));
        Assert.Equal(octets, decoded);
    }

    [Theory]
    [InlineData("A-z_4ME=")]
    [InlineData("A-z_4MF")]
    [InlineData("A+z/4ME")]
    [InlineData("A-z_ 4ME")]
    [InlineData("A-z_4ME\n")]
    [InlineData("A-z_4")]
    [InlineData("Ä-z_4ME")]
    public void Base64url_that_is_not_canonical_is_refused(string text) => Assert.False(CanonicalBase64Url.TryDecode(text, out _));
}
