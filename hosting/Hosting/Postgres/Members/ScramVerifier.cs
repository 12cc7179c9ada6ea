using System.Security.Cryptography;
using System.Text;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>
/// What Postgres keeps of a password (RFC 5803). Made here, so that the password itself is never in a statement, which could end up in the server's log.
/// </summary>
internal static class ScramVerifier
{
    // Postgres's own default; a generated password of 192 bits needs no more.
    private const int Iterations = 4096;

    /// <summary>The verifier. Its salt follows from role and password, so that the same password gives the same text and needs no new write; the password is random, which is all that a salt is for.</summary>
    public static string Of(string role, string password)
    {
        var salt = SHA256.HashData(Encoding.UTF8.GetBytes($"{role}:{password}"))[..16];
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
