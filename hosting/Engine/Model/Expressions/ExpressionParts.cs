using System.Globalization;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>The text and the holes of a reference expression while it is put together.</summary>
internal sealed class ExpressionParts(int literalLength = 0, int holes = 0)
{
    /// <summary>The only way of writing a value besides as it is: percent-encoded, for a part of a URI.</summary>
    public const string UriFormat = "uri";

    private readonly StringBuilder text = new(literalLength + (holes * 4));
    private readonly List<IValueProvider> providers = new(holes);
    private readonly List<string> expressions = new(holes);
    private readonly List<string?> formats = new(holes);

    public bool IsEmpty => text.Length == 0;

    public string Format => text.ToString();

    public IReadOnlyList<IValueProvider> Providers => providers;

    public IReadOnlyList<string> Expressions => expressions;

    public IReadOnlyList<string?> Formats => formats;

    public static string? Write(string? value, string? format) => format switch
    {
        null => value,
        UriFormat => value is null ? null : Uri.EscapeDataString(value),
        _ => throw new FormatException($"A value in a reference expression cannot be written as '{format}': leave the format out, or use '{UriFormat}'."),
    };

    /// <summary>Braces of the text are doubled, as string.Format wants them; the compiler has already undone the author's.</summary>
    public void AddLiteral(string value) => text.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AddText(string? value, string? format)
    {
        if (Write(value, format) is { } written)
        {
            AddLiteral(written);
        }
    }

    public void Add<T>(T provider, string? format)
        where T : IValueProvider, IManifestExpressionProvider
    {
        ArgumentNullException.ThrowIfNull(provider);
        _ = Write(null, format);
        text.Append(CultureInfo.InvariantCulture, $"{{{providers.Count}}}");
        providers.Add(provider);
        expressions.Add(provider.ValueExpression);
        formats.Add(format);
    }

    public ExpressionParts Copy()
    {
        var copy = new ExpressionParts();
        copy.text.Append(text);
        copy.providers.AddRange(providers);
        copy.expressions.AddRange(expressions);
        copy.formats.AddRange(formats);
        return copy;
    }
}
