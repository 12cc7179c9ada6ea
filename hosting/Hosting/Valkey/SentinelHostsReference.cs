using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Valkey;

/// <summary>All Sentinels of a cluster as host:port, separated by commas, as a value of the model. A publisher puts its own in their place.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class SentinelHostsReference(ValkeyClusterResource cluster) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The cluster.</summary>
    public ValkeyClusterResource Cluster { get; } = cluster;

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Cluster.Name}.outputs.hostName}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<string?>(string.Join(',', Cluster.Sentinels.Select(sentinel => sentinel.Address.Endpoint)));
}
