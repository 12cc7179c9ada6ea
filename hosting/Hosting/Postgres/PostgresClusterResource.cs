using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Postgres;

/// <summary>A PostgreSQL primary and, by choice, its synchronous standby, with a supervisor that moves the primary when it must.</summary>
/// <param name="name">The cluster's name; its members are <c>NAME-1</c> and <c>NAME-2</c>.</param>
public sealed class PostgresClusterResource(string name) : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    private readonly List<PostgresMemberResource> _members = [];
    private readonly List<PostgresDatabaseResource> _databases = [];

    /// <summary>The members, in the order of their numbers; which one is primary changes.</summary>
    public IReadOnlyList<PostgresMemberResource> Members => _members;

    /// <summary>The databases.</summary>
    public IReadOnlyList<PostgresDatabaseResource> Databases => _databases;

    /// <summary>All members, for a client that asks each whether it is primary. It names no database and no role.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Host={Hosts}");

    internal PostgresHostsReference Hosts => new(this);

    internal PostgresClusterRuntime? Runtime { get; set; }

    internal void Add(PostgresMemberResource member) => _members.Add(member);

    internal void Add(PostgresDatabaseResource database) => _databases.Add(database);
}
