namespace Distribution.Hosting.Postgres.Members;

/// <summary>What a new cluster is given before it first listens: the roles that supervision itself needs.</summary>
internal static class Bootstrap
{
    /// <summary>One statement a line, as single-user mode wants them.</summary>
    public static string Sql(ClusterSecrets secrets) =>
        string.Join(
            '\n',
            Role(ClusterSecrets.Replicator, secrets, "REPLICATION"),
            Role(ClusterSecrets.Supervisor, secrets, "REPLICATION"),
            $"GRANT pg_monitor, pg_checkpoint TO {ClusterSecrets.Supervisor};",
            "REVOKE CONNECT, TEMPORARY ON DATABASE postgres FROM PUBLIC;",
            $"GRANT CONNECT ON DATABASE postgres TO {ClusterSecrets.Supervisor};",
            $"GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO {ClusterSecrets.Supervisor};",
            "");

    private static string Role(string role, ClusterSecrets secrets, string attributes) =>
        $"CREATE ROLE {role} LOGIN {attributes} PASSWORD '{ScramVerifier.Of(role, secrets.Password(role))}';";
}
