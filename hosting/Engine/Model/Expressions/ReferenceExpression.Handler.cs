using System.Runtime.CompilerServices;
using Distribution.Engine.Model;

namespace Aspire.Hosting.ApplicationModel;

/// <content>The compiler's side of interpolated strings.</content>
public partial class ReferenceExpression
{
    /// <summary>Collects an interpolated string without evaluating its holes.</summary>
    /// <param name="literalLength">Characters outside of holes.</param>
    /// <param name="formattedCount">Number of holes.</param>
    [InterpolatedStringHandler]
    public ref struct ExpressionInterpolatedStringHandler(int literalLength, int formattedCount)
    {
        private readonly ExpressionParts parts = new(literalLength, formattedCount);

        /// <summary>Adds text.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendLiteral(string value) => parts.AddLiteral(value);

        /// <summary>Adds text that is known now.</summary>
        /// <param name="value">The text.</param>
        public readonly void AppendFormatted(string? value) => parts.AddText(value, format: null);

        /// <summary>Adds text that is known now.</summary>
        /// <param name="value">The text.</param>
        /// <param name="format">Null, or uri for percent-encoding.</param>
        public readonly void AppendFormatted(string? value, string? format = null) => parts.AddText(value, format);

        /// <summary>Adds a value.</summary>
        /// <param name="valueProvider">Gives the value.</param>
        public readonly void AppendFormatted<T>(T valueProvider)
            where T : IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider, format: null);

        /// <summary>Adds a value.</summary>
        /// <param name="valueProvider">Gives the value.</param>
        /// <param name="format">Null, or uri for percent-encoding.</param>
        public readonly void AppendFormatted<T>(T valueProvider, string? format = null)
            where T : IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider, format);

        /// <summary>Adds the value of a resource.</summary>
        /// <param name="valueProvider">The resource.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider)
            where T : IResource, IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider.Resource, format: null);

        /// <summary>Adds the value of a resource.</summary>
        /// <param name="valueProvider">The resource.</param>
        /// <param name="format">Null, or uri for percent-encoding.</param>
        public readonly void AppendFormatted<T>(IResourceBuilder<T> valueProvider, string? format = null)
            where T : IResource, IValueProvider, IManifestExpressionProvider => parts.Add(valueProvider.Resource, format);

        internal readonly ReferenceExpression ToExpression() => new(parts.Copy());
    }
}
