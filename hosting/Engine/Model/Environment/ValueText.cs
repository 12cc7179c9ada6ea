using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal static class ValueText
{
    /// <summary>The text of what a callback put among variables or arguments.</summary>
    public static async ValueTask<string?> OfAsync(object value, ValueProviderContext context, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        IResourceBuilder<IResource> builder => await OfAsync(builder.Resource, context, cancellationToken),
        IResourceWithConnectionString source => await ((IValueProvider)new ConnectionStringReference(source, optional: false)).GetValueAsync(context, cancellationToken),
        IValueProvider provider => await provider.GetValueAsync(context, cancellationToken),
        IFormattable number when value.GetType().IsPrimitive => number.ToString(format: null, CultureInfo.InvariantCulture),
        bool flag => flag ? bool.TrueString : bool.FalseString,
        _ => throw new InvalidOperationException($"It is a {value.GetType().Name}: use text, a number, or an IValueProvider."),
    };
}
