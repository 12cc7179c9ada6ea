using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal static class GeneratedText
{
    /// <summary>22 characters out of 62 carry 130 bits, and a secret should carry 128.</summary>
    public const int DefaultLength = 22;

    private const string Lower = "abcdefghijkmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    /// <summary>Need no quoting in shells, URIs, connection strings and configuration files.</summary>
    private const string Special = "-_.~";

    public static string Create(GenerateParameterDefault wanted)
    {
        (string Characters, bool Allowed, int AtLeast)[] kinds =
        [
            (Lower, wanted.Lower, wanted.MinLower),
            (Upper, wanted.Upper, wanted.MinUpper),
            (Digits, wanted.Numeric, wanted.MinNumeric),
            (Special, wanted.Special, wanted.MinSpecial),
        ];
        var alphabet = string.Concat(kinds.Where(kind => kind.Allowed).Select(kind => kind.Characters));
        if (alphabet.Length == 0 || kinds.Any(kind => !kind.Allowed && kind.AtLeast > 0))
        {
            throw new InvalidOperationException("A value cannot be generated: allow at least one kind of character, and ask for a minimum only of kinds that are allowed.");
        }

        var characters = kinds.SelectMany(kind => RandomNumberGenerator.GetItems<char>(kind.Characters, kind.AtLeast)).ToList();
        characters.AddRange(RandomNumberGenerator.GetItems<char>(alphabet, Math.Max(0, wanted.MinLength - characters.Count)));
        var shuffled = characters.ToArray();
        RandomNumberGenerator.Shuffle<char>(shuffled);
        return new string(shuffled);
    }
}
