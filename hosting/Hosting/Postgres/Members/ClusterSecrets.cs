using Distribution.Machine.Processes;
using Distribution.Machine.Secrets;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>A cluster's passwords, each generated once, in a file of mode 0600.</summary>
/// <param name="cluster">The cluster's name.</param>
/// <param name="secrets">The folder for this process's own files.</param>
/// <param name="serverFolder">A folder that the servers' account can enter.</param>
/// <param name="account">That account, or null when it is this process's own.</param>
internal sealed class ClusterSecrets(string cluster, string secrets, string serverFolder, Account? account)
{
    /// <summary>The superuser, who provisions.</summary>
    public const string Superuser = "postgres";

    /// <summary>The role that the supervisor looks and promotes with.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>The role that standbys replicate with.</summary>
    public const string Replicator = "replicator";

    /// <summary>The passfile that standbys use.</summary>
    public string ReplicationPassfile => Path.Combine(serverFolder, "replication.pgpass");

    /// <summary>The role's password.</summary>
    public string Password(string role) => SecretFile.ReadOrCreate(Path.Combine(secrets, $"{cluster}-{role}"));

    /// <summary>The passfile of a role, for whoever connects with a connection string.</summary>
    public string Passfile(string role) => Path.Combine(secrets, $"{cluster}-{role}.pgpass");

    /// <summary>Writes the passfile of a role for a database.</summary>
    public void WritePassfile(string role, string database) => SecretFile.Write(Passfile(role), $"*:*:{database}:{role}:{Password(role)}\n");

    /// <summary>Writes the servers' passfile.</summary>
    public void WriteReplicationPassfile() => SecretFile.Write(ReplicationPassfile, $"*:*:*:{Replicator}:{Password(Replicator)}\n", account);
}
