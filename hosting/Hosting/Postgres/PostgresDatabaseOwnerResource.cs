using Aspire.Hosting.ApplicationModel;

namespace Distribution.Hosting.Postgres;

/// <summary>A database with the role that owns it: for migrations, and for nobody else. Its connection string is called <c>NAME-owner</c>.</summary>
public sealed class PostgresDatabaseOwnerResource : Resource, IResourceWithParent<PostgresDatabaseResource>, IResourceWithConnectionString
{
    internal PostgresDatabaseOwnerResource(PostgresDatabaseResource parent)
        : base($"{parent.Name}-owner") => Parent = parent;

    /// <inheritdoc/>
    public PostgresDatabaseResource Parent { get; }

    /// <summary>Names all members; the password is in the passfile.</summary>
    public ReferenceExpression ConnectionStringExpression => Parent.ConnectionString(new Members.Database(Parent.DatabaseName).Owner);
}
