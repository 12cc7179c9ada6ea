using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Postgres;

/// <summary>All hosts of a cluster with their ports, separated by commas, as a value of the model: what Npgsql takes as <c>Host</c>. A publisher puts its own hosts in its place.</summary>
/// <param name="cluster">The cluster.</param>
public sealed class PostgresHostsReference(PostgresClusterResource cluster) : IValueProvider, IManifestExpressionProvider
{
    /// <summary>The cluster.</summary>
    public PostgresClusterResource Cluster { get; } = cluster;

    /// <inheritdoc/>
    public string ValueExpression => $"{{{Cluster.Name}.outputs.hostName}}";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<string?>(string.Join(',', Cluster.Members.Select(member => $"127.0.0.1:{member.Port}")));
}
