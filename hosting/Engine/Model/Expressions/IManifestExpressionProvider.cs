namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says in a manifest where a value comes from.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>For example <c>{api.bindings.http.url}</c>.</summary>
    string ValueExpression { get; }
}
