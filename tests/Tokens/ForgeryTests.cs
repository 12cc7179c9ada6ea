using System.Security.Cryptography;
using System.Text;
using Distribution.Servers;

namespace Distribution.Tokens.Tests;

/// <summary>Every way we know to make a token that nobody issued.</summary>
public sealed class ForgeryTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SigningKey _key = SigningKey.Create();
    private readonly SigningKey _other = SigningKey.Create();
    private readonly FixedKeys _keys;
    private readonly TokenVerifier _verifier;
    private readonly string _genuine;

    public ForgeryTests()
    {
        _keys = new(_key.ToJwk());
        _verifier = new(_keys, _time);
        _genuine = new TokenSigner(_key, _time).SignUser("requester", ["requester"]);
    }

    private string[] Parts => _genuine.Split('.');

    private string Header => $$"""{"alg":"ES256","kid":"{{_key.KeyId}}","typ":"JWT"}""";

    private string Payload => Encoding.UTF8.GetString(Decode(Parts[1]));

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Genuine_token_and_one_made_here_by_hand_hold()
    {
        Assert.True(_verifier.Verify(_genuine).IsValid);
        Assert.True(_verifier.Verify(Make(Header, Payload)).IsValid);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("")]
    [InlineData("ES384")]
    [InlineData("ES512")]
    [InlineData("ES256K")]
    [InlineData("es256")]
    [InlineData("ES256 ")]
    [InlineData("RS256")]
    [InlineData("HS256")]
    [InlineData("EdDSA")]
    public void Other_algorithm_is_refused_whatever_the_signature(string algorithm)
    {
        var header = Header.Replace("ES256", algorithm);

        Assert.Equal(TokenRefusal.WrongHeader, Refusal(Make(header, Payload)));
        Assert.Equal(TokenRefusal.Malformed, Refusal($"{Encode(header)}.{Parts[1]}."));
        Assert.Equal(TokenRefusal.Malformed, Refusal($"{Encode(header)}.{Parts[1]}"));
    }

    [Fact]
    public void Mac_with_the_public_key_as_its_secret_is_refused()
    {
        using var pair = ECDsa.Create();
        pair.ImportFromPem(_key.ToPem());
        var input = $"{Encode(Header.Replace("ES256", "HS256"))}.{Parts[1]}";
        byte[][] secrets = [pair.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(pair.ExportSubjectPublicKeyInfoPem()), Encoding.ASCII.GetBytes(new JsonWebKeySet([_key.ToJwk()]).ToJson())];

        foreach (var mac in secrets.Select(secret => HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(input))))
        {
            Assert.Equal(TokenRefusal.WrongHeader, Refusal($"{input}.{CanonicalBase64Url.Encode(mac)}"));
            Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{Parts[1]}.{CanonicalBase64Url.Encode(mac)}"));
        }
    }

    [Fact]
    public void Signature_of_another_key_under_the_known_name_is_refused() =>
        Assert.Equal(TokenRefusal.WrongSignature, Refusal(Make(Header, Payload, _other)));

    [Fact]
    public void Key_of_another_name_is_refused()
    {
        Assert.Equal(TokenRefusal.UnknownKey, Refusal(Make(Header.Replace(_key.KeyId, _other.KeyId), Payload, _other)));
        Assert.Equal(TokenRefusal.UnknownKey, Refusal(Make(Header.Replace(_key.KeyId, "../../etc/passwd"), Payload)));
        Assert.Equal(TokenRefusal.UnknownKey, Refusal(Make(Header.Replace(_key.KeyId, "' OR 1=1"), Payload)));
    }

    [Fact]
    public void Name_of_one_key_with_the_signature_of_another_published_one_is_refused()
    {
        _keys.Publish(_key.ToJwk(), _other.ToJwk());

        Assert.Equal(TokenRefusal.WrongSignature, Refusal(Make(Header, Payload, _other)));
        Assert.True(_verifier.Verify(Make(Header.Replace(_key.KeyId, _other.KeyId), Payload, _other)).IsValid);
    }

    [Fact]
    public void Header_that_brings_a_key_or_anything_else_is_refused()
    {
        string[] extras =
        [
            $"\"jwk\":{System.Text.Json.JsonSerializer.Serialize(_other.ToJwk())}", "\"jku\":\"http://127.0.0.1/keys\"", "\"x5u\":\"http://127.0.0.1/\"", "\"x5c\":[\"AA==\"]",
            "\"crit\":[\"exp\"]", "\"b64\":false", "\"zip\":\"DEF\"", "\"cty\":\"JWT\"", "\"x\":1",
        ];

        Assert.All(extras, extra => Assert.Equal(TokenRefusal.WrongHeader, Refusal(Make($"{Header[..^1]},{extra}}}", Payload))));
    }

    [Theory]
    [InlineData("alg")]
    [InlineData("kid")]
    [InlineData("typ")]
    public void Header_with_a_member_missing_twice_or_of_another_type_is_refused(string member)
    {
        using var header = System.Text.Json.JsonDocument.Parse(Header);
        var members = header.RootElement.EnumerateObject().ToDictionary(found => found.Name, found => found.Value.GetRawText());

        Assert.Equal(TokenRefusal.WrongHeader, Refusal(Make(Json(members.Where(found => found.Key != member)), Payload)));
        Assert.Equal(TokenRefusal.WrongHeader, Refusal(Make(Json([.. members, new(member, members[member])]), Payload)));
        Assert.Equal(TokenRefusal.WrongHeader, Refusal(Make(Json([.. members, new($"{member[..1]}\\u{(int)member[1]:x4}{member[2..]}", members[member])]), Payload)));
        foreach (var other in new[] { "null", "1", "[]", "{}", "true", "\"\"", "\"\\ud800\"" })
        {
            Assert.Equal(TokenRefusal.WrongHeader, Refusal(Make(Json(members.Select(found => found.Key == member ? new(member, other) : found)), Payload)));
        }
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("sub")]
    [InlineData("roles")]
    [InlineData("iat")]
    [InlineData("nbf")]
    [InlineData("exp")]
    [InlineData("jti")]
    public void Claim_missing_twice_or_of_another_type_is_refused_though_the_signature_holds(string claim)
    {
        using var payload = System.Text.Json.JsonDocument.Parse(Payload);
        var claims = payload.RootElement.EnumerateObject().ToDictionary(found => found.Name, found => found.Value.GetRawText());

        Assert.Equal(TokenRefusal.WrongClaims, Refusal(Make(Header, Json(claims.Where(found => found.Key != claim)))));
        Assert.Equal(TokenRefusal.WrongClaims, Refusal(Make(Header, Json([.. claims, new(claim, claims[claim])]))));
        foreach (var other in new[] { "null", "true", "{}", "[1]", "[null]", "1.5", "-1", "1e400", "99999999999999", "\"\"", "[\"distribution\",\"internal\",1]" })
        {
            Assert.Equal(TokenRefusal.WrongClaims, Refusal(Make(Header, Json(claims.Select(found => found.Key == claim ? new(claim, other) : found)))));
        }
    }

    [Theory]
    [InlineData("iss", "\"somebody\"", TokenRefusal.WrongIssuer)]
    [InlineData("iss", "\"Distribution\"", TokenRefusal.WrongIssuer)]
    [InlineData("aud", "\"elsewhere\"", TokenRefusal.WrongAudience)]
    [InlineData("aud", "\"internal \"", TokenRefusal.WrongAudience)]
    [InlineData("exp", "1", TokenRefusal.Expired)]
    [InlineData("nbf", "4102444800", TokenRefusal.NotYetValid)]
    [InlineData("iat", "4102444800", TokenRefusal.NotYetValid)]
    public void Claim_of_another_party_or_time_is_refused_though_the_signature_holds(string claim, string value, TokenRefusal expected)
    {
        using var payload = System.Text.Json.JsonDocument.Parse(Payload);
        var claims = payload.RootElement.EnumerateObject().Select(found => KeyValuePair.Create(found.Name, found.Name == claim ? value : found.Value.GetRawText()));

        Assert.Equal(expected, Refusal(Make(Header, Json(claims))));
    }

    [Fact]
    public void Payload_with_more_rights_under_the_genuine_signature_is_refused()
    {
        Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{Encode(Payload.Replace("[\"requester\"]", "[\"operator\"]"))}.{Parts[2]}"));
        Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{Encode(Payload[..^1] + ",\"more\":1}")}.{Parts[2]}"));
        Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{Encode(Payload + " ")}.{Parts[2]}"));
    }

    [Fact]
    public void Parts_of_two_genuine_tokens_do_not_make_a_third()
    {
        var second = new TokenSigner(_key, _time).SignUser("operator", ["operator"]).Split('.');

        Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{second[1]}.{Parts[2]}"));
        Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{Parts[1]}.{second[2]}"));
        Assert.False(_verifier.Verify($"{Parts[1]}.{Parts[0]}.{Parts[2]}").IsValid);
        Assert.False(_verifier.Verify($"{Parts[2]}.{Parts[1]}.{Parts[0]}").IsValid);
        Assert.False(_verifier.Verify($"{Parts[0]}.{Parts[2]}.{Parts[1]}").IsValid);
    }

    [Fact]
    public void Token_cut_short_or_extended_anywhere_is_refused()
    {
        for (var length = 0; length < _genuine.Length; length++)
        {
            Assert.False(_verifier.Verify(_genuine[..length]).IsValid, $"the first {length} characters");
        }

        string[] more = ["A", "=", "==", ".", "..", " ", "\n", ".AAAA", "AAAA", "\0"];
        Assert.All(more, end => Assert.False(_verifier.Verify(_genuine + end).IsValid));
        Assert.All(more, start => Assert.False(_verifier.Verify(start + _genuine).IsValid));
        Assert.False(_verifier.Verify($"{_genuine}.{_genuine}").IsValid);
    }

    [Fact]
    public void Token_with_any_one_character_changed_is_refused()
    {
        for (var position = 0; position < _genuine.Length; position++)
        {
            var changed = _genuine.ToCharArray();
            changed[position] = changed[position] == 'A' ? 'B' : 'A';
            Assert.False(_verifier.Verify(new(changed)).IsValid, $"character {position}");
        }
    }

    [Fact]
    public void Same_bytes_written_in_another_base64_are_refused()
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var unused = alphabet[alphabet.IndexOf(_genuine[^1]) ^ 1];

        Assert.Equal(TokenRefusal.Malformed, Refusal(_genuine[..^1] + unused));
        Assert.Equal(TokenRefusal.Malformed, Refusal(_genuine + "=="));
        Assert.Equal(TokenRefusal.Malformed, Refusal($"{Parts[0]}.{Parts[1]}.{Parts[2].Replace('-', '+').Replace('_', '/')}+/"));
        Assert.Equal(TokenRefusal.Malformed, Refusal($"{Parts[0]}\n.{Parts[1]}.{Parts[2]}"));
        Assert.Equal(TokenRefusal.Malformed, Refusal($"{Parts[0]}.{Parts[1]} .{Parts[2]}"));
    }

    [Fact]
    public void Signature_in_der_is_refused()
    {
        using var pair = ECDsa.Create();
        pair.ImportFromPem(_key.ToPem());
        var der = pair.SignData(Encoding.ASCII.GetBytes($"{Parts[0]}.{Parts[1]}"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

        Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{Parts[1]}.{CanonicalBase64Url.Encode(der)}"));
    }

    /// <summary>R and S of zero were good for any text in Java (CVE-2022-21449).</summary>
    [Theory]
    [InlineData(0, 64)]
    [InlineData(255, 64)]
    [InlineData(0, 63)]
    [InlineData(0, 65)]
    [InlineData(0, 128)]
    [InlineData(0, 1)]
    public void Signature_of_one_repeated_byte_is_refused(byte value, int length) =>
        Assert.Equal(TokenRefusal.WrongSignature, Refusal($"{Parts[0]}.{Parts[1]}.{CanonicalBase64Url.Encode(Enumerable.Repeat(value, length).ToArray())}"));

    [Fact]
    public void Token_beyond_the_longest_is_refused_unread()
    {
        var payload = $"{Payload[..^1]},\"more\":\"{new string('x', TokenDefaults.LongestToken)}\"}}";

        Assert.Equal(TokenRefusal.TooLong, Refusal(Make(Header, payload)));
        Assert.Equal(TokenRefusal.TooLong, Refusal(new string('.', 10_000_000)));
    }

    [Fact]
    public void Json_that_can_be_read_in_two_ways_is_refused()
    {
        string[] payloads = ["[]", "null", "\"x\"", "{}", $"{Payload}{Payload}", $"{Payload}x", $"/**/{Payload}", $"{Payload[..^1]},}}", $"\uFEFF{Payload}", "{\"a\":[[[[[[1]]]]]]}", ""];

        Assert.All(payloads.Where(payload => payload.Length > 0), payload => Assert.Equal(TokenRefusal.WrongClaims, Refusal(Make(Header, payload))));
        Assert.Equal(TokenRefusal.Malformed, Refusal(Make(Header, "")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("a.b.c")]
    [InlineData("Bearer")]
    [InlineData("{\"protected\":\"e30\",\"payload\":\"e30\",\"signature\":\"AA\"}")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.AA.AA.AA")]
    [InlineData("ＡＡＡＡ.ＡＡＡＡ.ＡＡＡＡ")]
    public void What_is_no_token_is_refused(string text) => Assert.False(_verifier.Verify(text).IsValid);

    private static string Encode(string json) => CanonicalBase64Url.Encode(Encoding.UTF8.GetBytes(json));

    private static byte[] Decode(string part) => CanonicalBase64Url.TryDecode(part, out var bytes) ? bytes : throw new FormatException(part);

    private static string Json(IEnumerable<KeyValuePair<string, string>> members) => $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{member.Value}"))}}}";

    private string Make(string header, string payload, SigningKey? key = null)
    {
        var input = $"{Encode(header)}.{Encode(payload)}";
        return $"{input}.{CanonicalBase64Url.Encode((key ?? _key).Sign(Encoding.ASCII.GetBytes(input)))}";
    }

    private TokenRefusal? Refusal(string token)
    {
        var verdict = _verifier.Verify(token);
        Assert.Null(verdict.Claims);
        return verdict.Refusal;
    }
}
