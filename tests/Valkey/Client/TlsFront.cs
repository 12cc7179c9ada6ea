using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Distribution.Servers;

namespace Distribution.Valkey.Tests;

/// <summary>Speaks TLS, with a certificate for localhost by an authority of its own, before a server that does not.</summary>
internal sealed class TlsFront : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly int _server;
    private readonly Task _accepting;
    private long _decrypted;

    public TlsFront(int server)
    {
        _server = server;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(Authority, made.ExportCertificatePem());
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Authority => _folder["authority.pem"];

    /// <summary>Bytes that a client said to the server.</summary>
    public long Decrypted => Interlocked.Read(ref _decrypted);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _certificate.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            await using (var secure = new SslStream(client.GetStream()))
            using (var server = new TcpClient())
            {
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
                var plain = server.GetStream();
                await Task.WhenAny(CountAsync(secure, plain), plain.CopyToAsync(secure, _stop.Token));
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            // the client or the test has ended
        }
    }

    private async Task CountAsync(Stream from, Stream to)
    {
        var buffer = new byte[4096];
        while (await from.ReadAsync(buffer, _stop.Token) is var count and > 0)
        {
            Interlocked.Add(ref _decrypted, count);
            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
