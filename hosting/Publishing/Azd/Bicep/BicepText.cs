using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Distribution.Publishing.Azd.Bicep;

/// <summary>Writes values in Bicep's notation: text in single quotes, nested things on lines of their own.</summary>
internal static partial class BicepText
{
    private const int Step = 2;

    /// <summary>A value: text, number, truth, <see cref="BicepCode"/>, <see cref="BicepObject"/>, or a list of such.</summary>
    /// <exception cref="ArgumentException">It is of another kind.</exception>
    public static string Of(object value, int indent = 0) => value switch
    {
        string text => Quoted(text),
        int number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        BicepCode code => code.Text,
        BicepObject { Count: 0 } => "{}",
        BicepObject properties => Block('{', properties.Where(property => property.Value is not null).Select(property => $"{Key(property.Key)}: {Of(property.Value!, indent + Step)}"), '}', indent),
        IReadOnlyCollection<object> { Count: 0 } => "[]",
        IReadOnlyCollection<object> items => Block('[', items.Select(item => Of(item, indent + Step)), ']', indent),
        _ => throw new ArgumentException($"Bicep has no notation here for a {value.GetType().Name}.", nameof(value)),
    };

    /// <summary>Text in single quotes.</summary>
    public static string Quoted(string text) => $"'{Escaped(text)}'";

    /// <summary>Text as it stands within single quotes.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            escaped.Append(text[index] switch
            {
                '\'' => "\\'",
                '\\' => "\\\\",
                '\n' => "\\n",
                '$' when index + 1 < text.Length && text[index + 1] == '{' => "\\$",
                var letter => letter,
            });
        }

        return escaped.ToString();
    }

    /// <summary>A name of the model as an identifier.</summary>
    public static string Identifier(string name) => name.Replace('-', '_').Replace('.', '_').ToLowerInvariant();

    private static string Key(string name) => IdentifierPattern().IsMatch(name) || name.StartsWith('\'') ? name : Quoted(name);

    private static string Block(char open, IEnumerable<string> lines, char close, int indent)
    {
        var margin = new string(' ', indent);
        return $"{open}\n{string.Concat(lines.Select(line => $"{margin}{new string(' ', Step)}{line}\n"))}{margin}{close}";
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdentifierPattern();
}
