using System.Text.RegularExpressions;

namespace Distribution.Identity.Users;

/// <summary>What users may be named and which roles there are; the database holds the same.</summary>
internal static partial class UserRules
{
    public static readonly IReadOnlyList<string> Roles = ["requester", "approver", "auditor", "operator"];

    /// <summary>Long enough for any passphrase, and no work worth speaking of for PBKDF2, which hashes it once.</summary>
    public const int LongestPassword = 256;

    public static bool IsName(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
