using Aspire.Hosting.ApplicationModel;
using Distribution.Machine.Ports;

namespace Distribution.Hosting.Postgres;

/// <summary>One PostgreSQL server of a cluster.</summary>
public sealed class PostgresMemberResource : ExecutableResource, IResourceWithParent<PostgresClusterResource>
{
    private readonly PortLease? _lease;

    internal PostgresMemberResource(string name, string command, string workingDirectory, PostgresClusterResource parent, PortLease? lease)
        : base(name, command, workingDirectory) => (Parent, _lease) = (parent, lease);

    /// <inheritdoc/>
    public PostgresClusterResource Parent { get; }

    /// <summary>Where it listens on 127.0.0.1; PostgreSQL's own port while the model is only published.</summary>
    public int Port => _lease?.Port ?? PostgresDefaults.Port;
}
