using Aspire.Hosting.ApplicationModel;
using Distribution.Hosting.Secrets;

namespace Distribution.Hosting.Postgres;

/// <summary>A database of a cluster. Its connection string is that of the role that reads and writes rows; <see cref="Owner"/> has that of the role that makes tables.</summary>
public sealed class PostgresDatabaseResource : Resource, IResourceWithParent<PostgresClusterResource>, IResourceWithConnectionString
{
    private readonly Func<string, string> _passfile;

    internal PostgresDatabaseResource(string name, string databaseName, PostgresClusterResource parent, Func<string, string> passfile)
        : base(name)
    {
        (Parent, DatabaseName, _passfile) = (parent, databaseName, passfile);
        Owner = new PostgresDatabaseOwnerResource(this);
    }

    /// <inheritdoc/>
    public PostgresClusterResource Parent { get; }

    /// <summary>Its name in the cluster, and that of the role that reads and writes rows.</summary>
    public string DatabaseName { get; }

    /// <summary>The same database with the role that owns it.</summary>
    public PostgresDatabaseOwnerResource Owner { get; }

    /// <summary>Names all members; the password is in the passfile.</summary>
    public ReferenceExpression ConnectionStringExpression => ConnectionString(DatabaseName);

    internal ReferenceExpression ConnectionString(string role) =>
        ReferenceExpression.Create($"Host={Parent.Hosts};Database={DatabaseName};Username={role};Passfile={Passfile(role)}");

    private SecretFileReference Passfile(string role) => new($"{Parent.Name}-{role}.pgpass", SecretKind.Passfile, _passfile(role)) { Role = role, Database = DatabaseName };
}
