using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Network;

namespace Distribution.Hosting.Postgres;

/// <summary>One PostgreSQL server of a cluster.</summary>
public sealed class PostgresMemberResource : ExecutableResource, IResourceWithParent<PostgresClusterResource>
{
    internal PostgresMemberResource(string name, string command, string workingDirectory, PostgresClusterResource parent, MemberPorts ports)
        : base(name, command, workingDirectory) => (Parent, Ports) = (parent, ports);

    /// <inheritdoc/>
    public PostgresClusterResource Parent { get; }

    /// <summary>Where everybody looks for it on 127.0.0.1; PostgreSQL's own port while the model is only published.</summary>
    public int Port => Ports.Port;

    internal MemberPorts Ports { get; }
}
