using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Distribution.Identity.Clients;

/// <summary>
/// The services' secrets. Digests are compared, in a time that depends neither on where they differ nor on how long the secrets are; a name that nobody has is compared with a secret that nobody has. The file is
/// read each time, so that a new secret needs no restart.
/// </summary>
internal sealed class ClientSecrets(IOptions<IdentityOptions> options, ILogger<ClientSecrets> logger)
{
    private static readonly byte[] Nobodys = RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes);

    public bool Holds(string client, string secret)
    {
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        return CryptographicOperations.FixedTimeEquals(given, Digest(client) ?? Nobodys);
    }

    private byte[]? Digest(string client)
    {
        try
        {
            return Secret(client) is { Length: > 0 } secret ? SHA256.HashData(Encoding.UTF8.GetBytes(secret)) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            ClientLog.NotRead(logger, client, failure.Message);
            return null;
        }
    }

    private string? Secret(string client) => options.Value.Clients.TryGetValue(client, out var path)
        ? SecretFiles.Read(path).Trim()
        : options.Value.ClientSecrets.GetValueOrDefault(client);
}
