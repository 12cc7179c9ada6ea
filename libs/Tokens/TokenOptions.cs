namespace Distribution.Tokens;

/// <summary>Configuration section <c>Tokens</c>.</summary>
public sealed class TokenOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Tokens";

    /// <summary>The file in which the keys are kept over a restart. Default <c>jwks.json</c> in the working folder.</summary>
    public string KeysFile { get; set; } = "jwks.json";

    /// <summary>This service's name at <c>POST /token</c>.</summary>
    public string? ClientId { get; set; }

    /// <summary>The file with this service's secret, mode 0600.</summary>
    public string? ClientSecretFile { get; set; }

    /// <summary>
    /// This service's secret itself, instead of <see cref="ClientSecretFile"/>: for platforms that hand secrets over as environment variables (Azure Container Apps).
    /// </summary>
    public string? ClientSecret { get; set; }

    /// <summary>A file with a ready token, used instead of <see cref="ClientId"/> and a secret; for tests.</summary>
    public string? ServiceTokenFile { get; set; }
}
