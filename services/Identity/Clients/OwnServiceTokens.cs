using Distribution.Identity.Keys;
using Distribution.Tokens;

namespace Distribution.Identity.Clients;

/// <summary>This service's own token, signed by itself.</summary>
internal sealed class OwnServiceTokens(KeyStore keys) : IServiceTokens
{
    public ValueTask<string> GetAsync(CancellationToken cancellationToken) => new(keys.Signer.SignService(IdentityDefaults.Service));

    public Task<bool> ReplaceAsync(string refused, CancellationToken cancellationToken) => Task.FromResult(false);
}
