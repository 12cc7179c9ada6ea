namespace Distribution.Tokens;

/// <summary>Names and times of tokens, each with its reason.</summary>
public static class TokenDefaults
{
    /// <summary>Who signs: one issuer for the whole distribution.</summary>
    public const string Issuer = "distribution";

    /// <summary>The audience of users' tokens: the public API.</summary>
    public const string UserAudience = "distribution";

    /// <summary>The audience of services' tokens: <c>/internal</c>.</summary>
    public const string ServiceAudience = "internal";

    /// <summary>The one role of services.</summary>
    public const string ServiceRole = "service";

    /// <summary>15 min: how long a user who was disabled may go on. Nobody is asked again before.</summary>
    public static readonly TimeSpan UserLifetime = TimeSpan.FromMinutes(15);

    /// <summary>10 min, renewed at half of it: services go on for 5 min at least while Identity is out.</summary>
    public static readonly TimeSpan ServiceLifetime = TimeSpan.FromMinutes(10);

    /// <summary>30 s by which clocks of signer and verifier may differ; a machine further off has other troubles.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <summary>Characters of a token. With every role there is ours are below 1,000; the gateway lets 14 KiB of header fields through.</summary>
    public const int LongestToken = 8 * 1024;

    /// <summary>Verified tokens that are remembered: far more than callers within one lifetime, and a few MiB.</summary>
    public const int RememberedTokens = 10_000;

    /// <summary>30 s from the start of a service in which it is no cause for concern that Identity does not answer: all start at once, and none waits for another.</summary>
    public static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
}
