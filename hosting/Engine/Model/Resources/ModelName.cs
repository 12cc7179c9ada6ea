using System.Text.RegularExpressions;

namespace Distribution.Engine.Model;

/// <summary>The form of a name in the model: one that is also a host name, a key of a manifest and part of a variable's name.</summary>
internal static partial class ModelName
{
    /// <summary>As long as a DNS label may be, plus one: the real API allows 64.</summary>
    public const int LongestName = 64;

    public static void Validate(string kind, string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        if (name.Length > LongestName || !Form().IsMatch(name))
        {
            throw new ArgumentException(
                $"The {kind} name '{name}' is not possible: use 1 to {LongestName} ASCII letters, digits and single hyphens, beginning with a letter and not ending with a hyphen.",
                parameter);
        }
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
