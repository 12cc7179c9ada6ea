using System.Diagnostics;
using System.Globalization;
using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Text with holes that are filled when it is needed: a connection string, an address.</summary>
[DebuggerDisplay("{ValueExpression}")]
public partial class ReferenceExpression : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>No text; its value is null.</summary>
    public static readonly ReferenceExpression Empty = new(new ExpressionParts());

    private readonly ExpressionParts parts;

    internal ReferenceExpression(ExpressionParts parts) => this.parts = parts;

    /// <summary>The text in the form of <see cref="string.Format(string, object[])"/>, a hole for each of <see cref="ValueProviders"/>.</summary>
    public string Format => parts.Format;

    /// <summary>What fills the holes.</summary>
    public IReadOnlyList<IValueProvider> ValueProviders => parts.Providers;

    /// <summary>How a manifest names what fills the holes.</summary>
    public IReadOnlyList<string> ManifestExpressions => parts.Expressions;

    /// <summary>How each value is written: null, or uri for percent-encoding.</summary>
    public IReadOnlyList<string?> StringFormats => parts.Formats;

    /// <inheritdoc/>
    public string ValueExpression => string.Format(CultureInfo.InvariantCulture, Format, [.. parts.Expressions]);

    IEnumerable<object> IValueWithReferences.References => parts.Providers;

    /// <summary>Takes an interpolated string whose holes are value providers.</summary>
    /// <param name="handler">The interpolated string.</param>
    public static ReferenceExpression Create(in ExpressionInterpolatedStringHandler handler) => handler.ToExpression();

    /// <summary>Waits for all values and gives the text.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => GetValueAsync(new ValueProviderContext(), cancellationToken);

    /// <summary>Waits for all values and gives the text.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<string?> GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        if (Format.Length == 0)
        {
            return null;
        }

        var values = new object?[parts.Providers.Count];
        for (var hole = 0; hole < values.Length; hole++)
        {
            var value = await parts.Providers[hole].GetValueAsync(context, cancellationToken);
            values[hole] = ExpressionParts.Write(value, parts.Formats[hole]);
        }

        return string.Format(CultureInfo.InvariantCulture, Format, values);
    }
}
