using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Network;

namespace Distribution.Hosting.Postgres.PgBouncer;

/// <summary>A connection pool in front of a cluster's primary: one address that stays, for clients that know only one host.</summary>
public sealed class PgBouncerResource : ExecutableResource, IResourceWithConnectionString
{
    private readonly Func<string, string> _passfile;

    internal PgBouncerResource(string name, string command, string workingDirectory, PostgresClusterResource cluster, MemberPorts ports, Func<string, string> passfile)
        : base(name, command, workingDirectory) => (Cluster, Ports, _passfile) = (cluster, ports, passfile);

    /// <summary>The cluster whose primary it leads to.</summary>
    public PostgresClusterResource Cluster { get; }

    /// <summary>Where everybody looks for it on 127.0.0.1; PgBouncer's own port while the model is only published.</summary>
    public int Port => Ports.Port;

    internal MemberPorts Ports { get; }

    /// <summary>Leads to the cluster's first database, with the role that reads and writes its rows. Connections are pooled by transaction, so that nothing of a session may be relied upon.</summary>
    /// <exception cref="InvalidOperationException">The cluster has no database.</exception>
    public ReferenceExpression ConnectionStringExpression => ConnectionString(Database);

    internal PostgresDatabaseResource Database => Cluster.Databases.Count > 0
        ? Cluster.Databases[0]
        : throw new InvalidOperationException($"PgBouncer '{Name}' leads to cluster '{Cluster.Name}', which has no database: add one with AddDatabase.");

    private ReferenceExpression ConnectionString(PostgresDatabaseResource database) =>
        ReferenceExpression.Create($"Host=127.0.0.1;Port={Port.ToString()};Database={database.DatabaseName};Username={database.DatabaseName};Passfile={_passfile(database.DatabaseName)};No Reset On Close=true");
}
