using System.Globalization;
using System.Text;

namespace Distribution.Tokens;

/// <summary>
/// Verifies tokens: exactly the compact form, exactly ES256, exactly the header that we write, the key by its name, then the signature, and only then what the token says. It asks nobody: what it needs is in
/// <see cref="IVerificationKeys"/>. A token found good is remembered by its digest, and its key and times are looked at again at each use. Any number of callers may verify at once.
/// </summary>
/// <param name="keys">Where keys are found.</param>
/// <param name="time">The clock.</param>
/// <param name="audiences">For whom tokens may be; both of ours by default, and each endpoint then says which of them it wants.</param>
public sealed class TokenVerifier(IVerificationKeys keys, TimeProvider time, IReadOnlyCollection<string>? audiences = null)
{
    private static readonly string[] Ours = [TokenDefaults.UserAudience, TokenDefaults.ServiceAudience];

    private readonly IReadOnlyCollection<string> _audiences = audiences ?? Ours;
    private readonly VerifiedTokens _verified = new(TokenDefaults.RememberedTokens);

    /// <summary>Verifies a token.</summary>
    /// <param name="token">The text as it came, without the scheme.</param>
    /// <returns>Its claims, or why it is refused.</returns>
    public TokenVerdict Verify(string token)
    {
        if (token.Length > TokenDefaults.LongestToken)
        {
            return TokenVerdict.Refused(TokenRefusal.TooLong, $"The token is longer than {TokenDefaults.LongestToken} characters.");
        }

        var digest = TokenDigest.Of(token);
        var known = _verified.Find(digest);
        var now = time.GetUtcNow();
        var refusal = known is null ? VerifyText(token, out known) : CheckKey(known.KeyId);
        refusal ??= CheckTimes(known!.Claims, now);
        if (refusal is null)
        {
            _verified.Remember(digest, known!, now);
            return TokenVerdict.Valid(known!.Claims);
        }

        _verified.Forget(digest);
        return refusal;
    }

    private TokenVerdict? VerifyText(string token, out VerifiedToken? verified)
    {
        verified = null;
        if (!CompactJws.TryParse(token, out var jws))
        {
            return TokenVerdict.Refused(TokenRefusal.Malformed, "The token is not three parts of canonical base64url.");
        }

        if (TokenHeader.KeyId(jws.Header) is not { } keyId)
        {
            return TokenVerdict.Refused(TokenRefusal.WrongHeader, $"The token's header must have exactly alg {Es256.Name}, typ JWT and kid.");
        }

        if (CheckKey(keyId) is { } refusal)
        {
            return refusal;
        }

        if (keys.Find(keyId)?.Verify(Encoding.ASCII.GetBytes(token, 0, jws.InputLength), jws.Signature) != true)
        {
            return TokenVerdict.Refused(TokenRefusal.WrongSignature, "The token's signature does not hold.");
        }

        if (TokenPayload.Read(jws.Payload) is not { } claims)
        {
            return TokenVerdict.Refused(TokenRefusal.WrongClaims, "A claim of the token is missing or of the wrong type: it needs iss, aud, sub, roles, iat, nbf, exp and jti.");
        }

        verified = new(keyId, claims);
        return CheckParties(claims);
    }

    private TokenVerdict? CheckKey(string keyId)
    {
        if (keys.IsWithdrawn(keyId))
        {
            return TokenVerdict.Refused(TokenRefusal.WithdrawnKey, "The token's key was withdrawn: get a new token.");
        }

        return keys.Find(keyId) is null ? TokenVerdict.Refused(TokenRefusal.UnknownKey, "The token's key is not known.") : null;
    }

    private TokenVerdict? CheckParties(TokenClaims claims)
    {
        if (claims.Issuer != TokenDefaults.Issuer)
        {
            return TokenVerdict.Refused(TokenRefusal.WrongIssuer, $"The token was not issued by '{TokenDefaults.Issuer}'.");
        }

        return _audiences.Contains(claims.Audience) ? null : TokenVerdict.Refused(TokenRefusal.WrongAudience, $"The token is not for {string.Join(" or ", _audiences)}.");
    }

    private static TokenVerdict? CheckTimes(TokenClaims claims, DateTimeOffset now)
    {
        if (claims.ExpiresAt + TokenDefaults.ClockSkew <= now)
        {
            return TokenVerdict.Refused(TokenRefusal.Expired, string.Create(CultureInfo.InvariantCulture, $"The token expired at {claims.ExpiresAt:u}: get a new one."));
        }

        var begin = claims.NotBefore > claims.IssuedAt ? claims.NotBefore : claims.IssuedAt;
        return begin - TokenDefaults.ClockSkew > now
            ? TokenVerdict.Refused(TokenRefusal.NotYetValid, string.Create(CultureInfo.InvariantCulture, $"The token is valid from {begin:u}, which is not yet."))
            : null;
    }
}
