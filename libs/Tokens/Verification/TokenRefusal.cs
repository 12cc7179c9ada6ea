namespace Distribution.Tokens;

/// <summary>Why a token is refused.</summary>
public enum TokenRefusal
{
    /// <summary>It is longer than <see cref="TokenDefaults.LongestToken"/>.</summary>
    TooLong,

    /// <summary>It is no compact JWS of three parts in canonical base64url, or a part is no such JSON as we write.</summary>
    Malformed,

    /// <summary>Its header names another algorithm than ES256, or members that ours have not.</summary>
    WrongHeader,

    /// <summary>No key of that name is known.</summary>
    UnknownKey,

    /// <summary>Its key was withdrawn.</summary>
    WithdrawnKey,

    /// <summary>The signature is not that key's over this text.</summary>
    WrongSignature,

    /// <summary>A claim is missing or of the wrong type.</summary>
    WrongClaims,

    /// <summary>Somebody else issued it.</summary>
    WrongIssuer,

    /// <summary>It is meant for somebody else.</summary>
    WrongAudience,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its time has not begun.</summary>
    NotYetValid,
}
