using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

/// <summary>Values of the model as a manifest has them: text, with <c>{RESOURCE.PROPERTY}</c> where only the deployment knows.</summary>
internal static class ManifestText
{
    /// <exception cref="DistributedApplicationException">The value says nothing to a manifest.</exception>
    public static string Of(object value, string what) => value switch
    {
        string text => text,
        IManifestExpressionProvider provider => provider.ValueExpression,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => throw new DistributedApplicationException($"The {what} is a {value.GetType().Name}, which a manifest cannot name: use text, an endpoint, a parameter or a connection string."),
    };
}
