namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of a resource as another one is told it: the redirection's, where there is one.</summary>
/// <param name="resource">The resource.</param>
/// <param name="optional">Whether it may be missing.</param>
public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional) : IManifestExpressionProvider, IValueProvider, IValueWithReferences
{
    /// <summary>The resource.</summary>
    public IResourceWithConnectionString Resource { get; } = resource ?? throw new ArgumentNullException(nameof(resource));

    /// <summary>Whether it may be missing.</summary>
    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken) =>
        ((IValueProvider)this).GetValueAsync(new ValueProviderContext(), cancellationToken);

    async ValueTask<string?> IValueProvider.GetValueAsync(ValueProviderContext context, CancellationToken cancellationToken)
    {
        var source = Resource;
        var seen = new HashSet<IResource> { source };
        while (source.TryGetLastAnnotation<ConnectionStringRedirectAnnotation>(out var redirect))
        {
            source = redirect.Resource;
            if (!seen.Add(source))
            {
                throw new DistributedApplicationException($"The connection string of resource '{Resource.Name}' is redirected in a circle through '{source.Name}': end it at a resource with a value.");
            }
        }

        var value = await source.GetValueAsync(context, cancellationToken);
        return string.IsNullOrEmpty(value) && !Optional
            ? throw new DistributedApplicationException($"Resource '{Resource.Name}' has no connection string: set ConnectionStrings:{Resource.Name} in the configuration, or reference it with optional: true.")
            : value;
    }
}
