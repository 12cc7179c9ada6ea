using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Distribution.Engine.Dcp;

/// <summary>
/// The certificate that one run of DCP serves with. DCP makes an RSA one by itself when it is given none, which is most of its start: 0.8 s on an idle machine, 2 s on a busy one, against
/// 0.1 s with this.
/// </summary>
internal sealed record DcpCertificate(string CertificateFile, string KeyFile, byte[] Hash)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan ClockStep = TimeSpan.FromDays(1);

    /// <summary>Makes a key and a certificate for loopback in a private folder.</summary>
    public static DcpCertificate Create(string folder, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());

        var now = time.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now - ClockStep, now + Lifetime);
        var files = new DcpCertificate(Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"), certificate.GetCertHash(HashAlgorithmName.SHA256));
        File.WriteAllText(files.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(files.KeyFile, key.ExportECPrivateKeyPem());
        File.SetUnixFileMode(files.KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return files;
    }

    /// <summary>Whether a server showed exactly this certificate.</summary>
    public bool Matches(X509Certificate? shown) => shown is not null && CryptographicOperations.FixedTimeEquals(shown.GetCertHash(HashAlgorithmName.SHA256), Hash);
}
