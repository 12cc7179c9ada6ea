namespace Distribution.Tokens;

/// <summary>Where a service's token comes from: Identity for its secret, or a file.</summary>
internal sealed class ServiceTokenSource(TokenOptions options, IdentityClient identity)
{
    /// <summary>The configuration says nothing usable.</summary>
    public static string? Complaint(TokenOptions options) =>
        options switch
        {
            { ServiceTokenFile: not null } => null,
            { ClientId: not null, ClientSecretFile: not null, ClientSecret: null } or { ClientId: not null, ClientSecretFile: null, ClientSecret.Length: > 0 } => null,
            _ => "This service has no token of its own: set Tokens__ClientId and either Tokens__ClientSecretFile (a file of mode 0600) or Tokens__ClientSecret, or in tests Tokens__ServiceTokenFile.",
        };

    public async Task<TokenAnswer> FetchAsync(CancellationToken cancellationToken)
    {
        if (options.ServiceTokenFile is { } file)
        {
            return new((await File.ReadAllTextAsync(file, cancellationToken)).Trim(), "Bearer", (int)TokenDefaults.ServiceLifetime.TotalSeconds);
        }

        var secret = options.ClientSecret ?? (await File.ReadAllTextAsync(options.ClientSecretFile!, cancellationToken)).Trim();
        return await identity.PostAsync(
            KeyPaths.Token,
            new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = options.ClientId!, ["client_secret"] = secret },
            TokensJson.Default.TokenAnswer,
            cancellationToken);
    }
}
