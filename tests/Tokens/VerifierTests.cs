using Distribution.Servers;

namespace Distribution.Tokens.Tests;

public sealed class VerifierTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly SigningKey _key = SigningKey.Create();
    private readonly FixedKeys _keys;
    private readonly TokenSigner _signer;
    private readonly TokenVerifier _verifier;

    public VerifierTests()
    {
        _keys = new(_key.ToJwk());
        _signer = new(_key, _time);
        _verifier = new(_keys, _time);
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Token_of_a_user_says_who_and_for_how_long()
    {
        var verdict = _verifier.Verify(_signer.SignUser("requester", ["requester", "operator"]));

        Assert.True(verdict.IsValid);
        Assert.Equal("requester", verdict.Claims.Subject);
        Assert.Equal(["requester", "operator"], verdict.Claims.Roles);
        Assert.Equal("distribution", verdict.Claims.Issuer);
        Assert.Equal("distribution", verdict.Claims.Audience);
        Assert.Equal(_time.GetUtcNow(), verdict.Claims.IssuedAt);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(15), verdict.Claims.ExpiresAt);
        Assert.NotEmpty(verdict.Claims.Id);
    }

    [Fact]
    public void Token_of_a_service_is_for_the_inside()
    {
        var verdict = _verifier.Verify(_signer.SignService("worker"));

        Assert.True(verdict.IsValid);
        Assert.Equal("internal", verdict.Claims.Audience);
        Assert.Equal(["service"], verdict.Claims.Roles);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(10), verdict.Claims.ExpiresAt);
    }

    [Fact]
    public void Token_at_its_end_and_the_skew_of_clocks_is_refused_also_when_it_was_seen_before()
    {
        var token = _signer.SignUser("requester", []);
        _time.Advance(TokenDefaults.UserLifetime + TokenDefaults.ClockSkew - TimeSpan.FromSeconds(1));
        Assert.True(_verifier.Verify(token).IsValid);

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(TokenRefusal.Expired, _verifier.Verify(token).Refusal);
        Assert.Equal(TokenRefusal.Expired, new TokenVerifier(_keys, _time).Verify(token).Refusal);
    }

    [Fact]
    public void Token_of_the_future_is_refused_beyond_the_skew_of_clocks()
    {
        var begin = _time.GetUtcNow() + TokenDefaults.ClockSkew;

        Assert.True(_verifier.Verify(Between(begin, begin)).IsValid);
        Assert.Equal(TokenRefusal.NotYetValid, _verifier.Verify(Between(_time.GetUtcNow(), begin.AddSeconds(1))).Refusal);
        Assert.Equal(TokenRefusal.NotYetValid, _verifier.Verify(Between(begin.AddSeconds(1), _time.GetUtcNow())).Refusal);
    }

    [Fact]
    public void Token_that_was_verified_before_is_refused_once_its_key_is_withdrawn()
    {
        var token = _signer.SignUser("requester", []);
        Assert.True(_verifier.Verify(token).IsValid);

        _keys.Withdraw(_key.KeyId);

        Assert.Equal(TokenRefusal.WithdrawnKey, _verifier.Verify(token).Refusal);
        Assert.Equal(TokenRefusal.WithdrawnKey, new TokenVerifier(_keys, _time).Verify(token).Refusal);
    }

    [Fact]
    public void Token_that_was_verified_before_is_refused_once_its_key_is_not_published_any_more()
    {
        using var next = SigningKey.Create();
        var token = _signer.SignUser("requester", []);
        Assert.True(_verifier.Verify(token).IsValid);

        _keys.Publish(next.ToJwk());

        Assert.Equal(TokenRefusal.UnknownKey, _verifier.Verify(token).Refusal);
    }

    [Fact]
    public void Tokens_of_the_old_and_of_the_new_key_hold_while_both_are_published()
    {
        using var next = SigningKey.Create();
        _keys.Publish(_key.ToJwk(), next.ToJwk());

        Assert.True(_verifier.Verify(_signer.SignUser("requester", [])).IsValid);
        Assert.True(_verifier.Verify(new TokenSigner(next, _time).SignUser("requester", [])).IsValid);
    }

    [Fact]
    public void Verifier_of_one_audience_refuses_the_other()
    {
        var inside = new TokenVerifier(_keys, _time, [TokenDefaults.ServiceAudience]);

        Assert.Equal(TokenRefusal.WrongAudience, inside.Verify(_signer.SignUser("requester", [])).Refusal);
        Assert.True(inside.Verify(_signer.SignService("worker")).IsValid);
    }

    [Fact]
    public void Remembered_tokens_are_bounded()
    {
        var verified = new VerifiedTokens(capacity: 10);
        var claims = _verifier.Verify(_signer.SignUser("requester", [])).Claims!;
        for (var number = 0; number < 25; number++)
        {
            verified.Remember(TokenDigest.Of($"{number}"), new("key", claims), _time.GetUtcNow());
        }

        Assert.InRange(Enumerable.Range(0, 25).Count(number => verified.Find(TokenDigest.Of($"{number}")) is not null), 1, 10);
    }

    private string Between(DateTimeOffset issued, DateTimeOffset begin) => _signer.Sign(new()
    {
        Audience = TokenDefaults.UserAudience,
        Subject = "requester",
        IssuedAt = issued,
        NotBefore = begin,
        ExpiresAt = begin + TokenDefaults.UserLifetime,
    });
}
