using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Distribution.Identity.Users;

/// <summary>
/// A password's hash as text: <c>pbkdf2-sha512$ROUNDS$SALT$HASH</c>, both in base64. PBKDF2-HMAC-SHA-512 with 210,000 rounds is what OWASP's Password Storage Cheat Sheet asks for where FIPS-140 matters; it is
/// the one of its four that .NET has built in.
/// </summary>
internal static class PasswordHash
{
    public const int Rounds = 210_000;

    private const string Scheme = "pbkdf2-sha512";
    private const int SaltSize = 16;
    private const int HashSize = 64;
    private const int FewestRounds = 1000;

    /// <summary>A hash that no password has: verifying against it takes as long as against a user's.</summary>
    public static readonly string Nobodys = Format(Rounds, new byte[SaltSize], new byte[HashSize]);

    public static string Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return Format(Rounds, salt, Derive(password, salt, Rounds));
    }

    /// <summary>Whether it is this password's; how long that takes does not depend on where they differ.</summary>
    /// <exception cref="FormatException">The text is no hash.</exception>
    public static bool Holds(string hash, string password)
    {
        if (hash.Split('$') is not [Scheme, var roundsText, var salt, var expected] || !int.TryParse(roundsText, CultureInfo.InvariantCulture, out var rounds) || rounds < FewestRounds)
        {
            throw new FormatException($"A stored password is not {Scheme}$ROUNDS$SALT$HASH: set the user's password again.");
        }

        return CryptographicOperations.FixedTimeEquals(Convert.FromBase64String(expected), Derive(password, Convert.FromBase64String(salt), rounds));
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA512, HashSize);

    private static string Format(int rounds, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
