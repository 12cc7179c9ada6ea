using System.ComponentModel.DataAnnotations;

namespace Distribution.Gateway.RateLimits;

/// <summary>Configuration section <c>RateLimits</c>; the defaults and their reasons are in <see cref="RateLimitDefaults"/>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Requests a second of one client.</summary>
    [Range(0.1, 1_000_000)]
    public double PerSecond { get; set; } = RateLimitDefaults.PerSecond;

    /// <summary>Tokens a second that one address may ask for.</summary>
    [Range(0.1, 1_000_000)]
    public double TokensPerSecond { get; set; } = RateLimitDefaults.TokensPerSecond;

    /// <summary>Requests a second of one address.</summary>
    [Range(0.1, 1_000_000)]
    public double AddressPerSecond { get; set; } = RateLimitDefaults.AddressPerSecond;
}
