using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Distribution.Valkey;

/// <summary>TLS over a connection that is there: the server's certificate must be for the name that it was connected to by.</summary>
internal static class TlsStream
{
    public static async Task<Stream> OpenAsync(Stream plain, ValkeyEndpoint server, string? authority, CancellationToken cancellation)
    {
        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, CertificateChainPolicy = Policy(authority) }, cancellation);
            return secure;
        }
        catch (Exception failure) when (failure is AuthenticationException or IOException or CryptographicException)
        {
            await secure.DisposeAsync();
            throw new ValkeyUnavailableException(
                $"Valkey at {server} was not spoken to, because TLS failed: {failure.Message} Check that it serves TLS, with a certificate for '{server.Host}' by {authority ?? "an authority of the system"}.",
                mayHaveBeenExecuted: false,
                failure);
        }
    }

    private static X509ChainPolicy? Policy(string? authority)
    {
        if (authority is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return policy;
    }
}
