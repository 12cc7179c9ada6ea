using Aspire.Hosting.ApplicationModel;

namespace Distribution.Engine.Model;

internal sealed class ConfiguredConnectionString : ParameterResource, IResourceWithConnectionString
{
    public ConfiguredConnectionString(string name, Func<ParameterDefault?, string> callback, string? environmentVariableName)
        : base(name, callback, secret: true)
    {
        IsConnectionString = true;
        ConnectionStringEnvironmentVariable = environmentVariableName;
    }

    public string? ConnectionStringEnvironmentVariable { get; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{new ParameterValue(this)}");

    /// <summary>The value itself; the resource as a value is its connection string, which is this.</summary>
    private sealed class ParameterValue(ConfiguredConnectionString parameter) : IValueProvider, IManifestExpressionProvider
    {
        public string ValueExpression => parameter.ValueExpression;

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => parameter.GetValueAsync(cancellationToken);
    }
}
