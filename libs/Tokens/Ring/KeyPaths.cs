namespace Distribution.Tokens;

/// <summary>Where Identity answers.</summary>
public static class KeyPaths
{
    /// <summary>The published keys (RFC 7517).</summary>
    public const string Published = "/.well-known/jwks.json";

    /// <summary>The withdrawn ones.</summary>
    public const string Revoked = "/.well-known/revoked-keys";

    /// <summary>Tokens.</summary>
    public const string Token = "/token";
}
