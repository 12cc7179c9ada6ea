using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Distribution.Hosting.Postgres.Members;

/// <summary>
/// Makes each database with two roles: the owner, who makes tables, and the user, who may read and write rows and nothing else. What is in place already is left alone, without a write, because a write waits for
/// the standby.
/// </summary>
internal sealed class Provisioning(ClusterSecrets secrets, IReadOnlyList<Database> databases)
{
    /// <summary>Makes what is missing.</summary>
    public async Task ApplyAsync(MemberConnections connections)
    {
        await using var connection = await connections.OpenAsync(ClusterSecrets.Superuser, "postgres");
        foreach (var database in databases)
        {
            await EnsureRoleAsync(connection, database.Owner);
            await EnsureRoleAsync(connection, database.Name);
            var privileges = Privileges(database);
            var mark = $"provisioned {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(privileges)))[..16]}";
            var found = await ScalarAsync(connection, "SELECT coalesce(shobj_description(oid, 'pg_database'), '') FROM pg_database WHERE datname = $1", database.Name) as string;
            if (found is null)
            {
                await ExecuteAsync(connection, $"CREATE DATABASE \"{database.Name}\" OWNER \"{database.Owner}\"");
            }

            if (found != mark)
            {
                await connections.ExecuteAsync(ClusterSecrets.Superuser, database.Name, $"{privileges} COMMENT ON DATABASE \"{database.Name}\" IS '{mark}';");
            }
        }
    }

    private async Task EnsureRoleAsync(NpgsqlConnection connection, string role)
    {
        var verifier = ScramVerifier.Of(role, secrets.Password(role));
        var found = await ScalarAsync(connection, "SELECT coalesce(rolpassword, '') FROM pg_authid WHERE rolname = $1", role) as string;
        if (found != verifier)
        {
            await ExecuteAsync(connection, $"{(found is null ? "CREATE" : "ALTER")} ROLE \"{role}\" LOGIN PASSWORD '{verifier}'");
        }
    }

    private static string Privileges(Database database) =>
        $"""
        REVOKE CONNECT, TEMPORARY ON DATABASE "{database.Name}" FROM PUBLIC;
        GRANT CONNECT ON DATABASE "{database.Name}" TO "{database.Name}", "{database.Owner}";
        ALTER SCHEMA public OWNER TO "{database.Owner}";
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO "{database.Name}";
        ALTER DEFAULT PRIVILEGES FOR ROLE "{database.Owner}" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{database.Name}";
        ALTER DEFAULT PRIVILEGES FOR ROLE "{database.Owner}" GRANT USAGE, SELECT ON SEQUENCES TO "{database.Name}";
        ALTER DEFAULT PRIVILEGES FOR ROLE "{database.Owner}" GRANT USAGE ON SCHEMAS TO "{database.Name}";
        """;

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, string parameter)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = parameter } } };
        return await command.ExecuteScalarAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
