using System.Runtime.CompilerServices;
using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Puts a reference expression together piece by piece.</summary>
public partial class ReferenceExpressionBuilder
{
    private readonly ExpressionParts parts = new();

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => parts.IsEmpty;

    /// <summary>Adds an interpolated string whose holes are value providers.</summary>
    /// <param name="handler">The interpolated string.</param>
    public void Append([InterpolatedStringHandlerArgument("")] in ReferenceExpressionBuilderInterpolatedStringHandler handler) => handler.AppendedTo(parts);

    /// <summary>Adds text.</summary>
    /// <param name="value">The text.</param>
    public void AppendLiteral(string value) => parts.AddLiteral(value);

    /// <summary>Adds text that is known now.</summary>
    /// <param name="value">The text.</param>
    public void AppendFormatted(string? value) => parts.AddText(value, format: null);

    /// <summary>Adds text that is known now.</summary>
    /// <param name="value">The text.</param>
    /// <param name="format">Null, or uri for percent-encoding.</param>
    public void AppendFormatted(string? value, string? format = null) => parts.AddText(value, format);

    /// <summary>Adds a value.</summary>
    /// <param name="valueProvider">Gives the value.</param>
    public void AppendFormatted<T>(T valueProvider)
        where T : IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider, format: null);

    /// <summary>Adds a value.</summary>
    /// <param name="valueProvider">Gives the value.</param>
    /// <param name="format">Null, or uri for percent-encoding.</param>
    public void AppendFormatted<T>(T valueProvider, string? format)
        where T : IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider, format);

    /// <summary>The expression of all that was added.</summary>
    public ReferenceExpression Build() => new(parts.Copy());

    /// <summary>Collects an interpolated string without evaluating its holes.</summary>
    /// <param name="literalLength">Characters outside of holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    /// <param name="builder">Where the pieces go.</param>
    [InterpolatedStringHandler]
    public ref struct ReferenceExpressionBuilderInterpolatedStringHandler(int literalLength, int formattedCount, ReferenceExpressionBuilder builder)
    {
        private readonly ExpressionParts parts = literalLength >= 0 && formattedCount >= 0 ? builder.parts : throw new ArgumentOutOfRangeException(nameof(literalLength));

        /// <summary>Adds text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendLiteral(string value) => parts.AddLiteral(value);

        /// <summary>Adds text that is known now.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendFormatted(string? value) => parts.AddText(value, format: null);

        /// <summary>Adds text that is known now.</summary>
        /// <param name="value">The text.</param>
        /// <param name="format">Null, or uri for percent-encoding.</param>
        public readonly void AppendFormatted(string? value, string format) => parts.AddText(value, format);

        /// <summary>Adds a value.</summary>
        /// <param name="valueProvider">Gives the value.</param>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider, format: null);

        /// <summary>Adds a value.</summary>
        /// <param name="valueProvider">Gives the value.</param>
        /// <param name="format">Null, or uri for percent-encoding.</param>
        public readonly void AppendFormatted<T>(T valueProvider, string? format)
            where T : IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider, format);

        /// <summary>Adds the value of a resource.</summary>
        /// <param name="valueProvider">The resource.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider.Resource, format: null);

        /// <summary>Adds the value of a resource.</summary>
        /// <param name="valueProvider">The resource.</param>
        /// <param name="format">Null, or uri for percent-encoding.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format)
            where T : IResource, IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider.Resource, format);

        /// <summary>The pieces were appended one by one while the compiler evaluated the string; nothing is left to do but see that it was for the same builder.</summary>
        internal readonly void AppendedTo(ExpressionParts expected)
        {
            if (!ReferenceEquals(parts, expected))
            {
                throw new ArgumentException("The interpolated string was made for another builder.", nameof(expected));
            }
        }
    }
}
