using System.Security.Cryptography;

namespace Distribution.Tokens.Tests;

public sealed class KeyTests
{
    [Fact]
    public void Key_read_back_from_its_pem_is_the_same()
    {
        using var key = SigningKey.Create();
        using var again = SigningKey.FromPem(key.ToPem());

        Assert.Equal(key.KeyId, again.KeyId);
        Assert.Equal(key.ToJwk(), again.ToJwk());
        Assert.Equal(43, key.KeyId.Length);
    }

    [Fact]
    public void Pem_of_another_curve_public_half_or_nothing_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var right = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);

        Assert.Contains("P-256", Assert.Throws<FormatException>(() => SigningKey.FromPem(other.ExportPkcs8PrivateKeyPem())).Message);
        Assert.Throws<FormatException>(() => SigningKey.FromPem(right.ExportSubjectPublicKeyInfoPem()));
        Assert.Throws<FormatException>(() => SigningKey.FromPem(rsa.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<FormatException>(() => SigningKey.FromPem("no key"));
    }

    [Fact]
    public void Key_set_is_what_it_was_when_read_back()
    {
        using var key = SigningKey.Create();
        var set = new JsonWebKeySet([key.ToJwk()]);

        var again = JsonWebKeySet.Parse(set.ToJson());

        Assert.Equal(set.Keys, again.Keys);
        Assert.Equal(key.KeyId, Assert.Single(VerificationKey.From(again)).KeyId);
        Assert.DoesNotContain("\"d\"", set.ToJson());
    }

    [Fact]
    public void Keys_of_other_kinds_are_skipped()
    {
        var set = JsonWebKeySet.Parse("""{"keys":[{"kty":"RSA","kid":"a","n":"x","e":"AQAB"},{"kty":"EC","crv":"P-384","kid":"b"},{"kty":"EC","crv":"P-256","use":"enc","kid":"c"}],"more":1}""");

        Assert.Empty(VerificationKey.From(set));
    }

    [Theory]
    [InlineData("AAAA", "AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE")]
    [InlineData(null, null)]
    public void Key_that_is_no_point_of_the_curve_is_refused(string? x, string? y) =>
        Assert.Throws<FormatException>(() => VerificationKey.From(new JsonWebKey("EC", "P-256", x, y, "k", "sig", "ES256")));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"keys":{}}""")]
    [InlineData("""{"keys":[null]}""")]
    [InlineData("""{"keys":[{}]}""")]
    [InlineData("""{"keys":[],"keys":[]}""")]
    public void What_is_no_key_set_is_refused(string json) => Assert.Throws<FormatException>(() => JsonWebKeySet.Parse(json));

    [Fact]
    public void Two_keys_of_one_name_are_refused()
    {
        using var one = SigningKey.Create();
        using var two = SigningKey.Create();

        Assert.Throws<FormatException>(() => VerificationKey.From(new JsonWebKeySet([one.ToJwk(), two.ToJwk() with { KeyId = one.KeyId }])));
    }
}
