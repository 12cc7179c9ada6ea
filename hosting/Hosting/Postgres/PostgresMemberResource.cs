using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Postgres;

/// <summary>One PostgreSQL server of a cluster.</summary>
public sealed class PostgresMemberResource : ExecutableResource, IResourceWithParent<PostgresClusterResource>
{
    internal PostgresMemberResource(string name, string command, string workingDirectory, PostgresClusterResource parent, int port)
        : base(name, command, workingDirectory) => (Parent, Port) = (parent, port);

    /// <inheritdoc/>
    public PostgresClusterResource Parent { get; }

    /// <summary>Where it listens on 127.0.0.1; PostgreSQL's own port while the model is only published.</summary>
    public int Port { get; }
}
