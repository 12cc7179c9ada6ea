using Distribution.Hosting.Secrets;

namespace Distribution.Publishing.Description;

/// <summary>A PostgreSQL primary with its synchronous standbys.</summary>
/// <param name="Name">The cluster's name; its members are <c>NAME-1</c> ….</param>
/// <param name="Members">How many.</param>
/// <param name="Databases">The databases; each has the role DATABASE, which reads and writes rows, and DATABASE_owner, which makes tables.</param>
public sealed record PostgresCluster(string Name, int Members, IReadOnlyList<string> Databases)
{
    /// <summary>PostgreSQL's port.</summary>
    public const int Port = 5432;

    /// <summary>What its servers must know: superuser, replication, the managers' own interface, and every role's passfile.</summary>
    public IReadOnlyList<Secret> Secrets =>
    [
        new($"{Name}-superuser", SecretKind.Password),
        new($"{Name}-replicator", SecretKind.Password),
        new("patroni-api", SecretKind.Password),
        .. Databases.SelectMany(database => new[] { Passfile(database, database), Passfile(database, $"{database}_owner") }),
    ];

    /// <summary>The passfile of a role.</summary>
    /// <param name="database">The database.</param>
    /// <param name="role">The role.</param>
    public Secret Passfile(string database, string role) => new($"{Name}-{role}.pgpass", SecretKind.Passfile, role, database);
}
