using Distribution.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Distribution.Migrations.Provisioning;

/// <summary>
/// Makes the databases and roles of a managed server, which comes with an administrator and nothing else: NAME_owner, who makes tables, and NAME, who reads and writes rows. Clusters of ours have them already, and
/// tell no administrator; then nothing is done. It can be run again, which sets the passwords again.
/// </summary>
internal static class Provisioner
{
    /// <summary>The variable with the administrator's connection string.</summary>
    public const string AdministratorVariable = "ConnectionStrings__administrator";

    /// <summary>What the variable with a role's password begins with.</summary>
    public const string PasswordVariables = "Provisioning__Passwords__";

    public static async Task<ExitCode> RunAsync(IReadOnlyDictionary<string, string> environment, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (!environment.TryGetValue(AdministratorVariable, out var administrator) || string.IsNullOrWhiteSpace(administrator))
        {
            return ExitCode.Done;
        }

        var passwords = environment.Where(variable => variable.Key.StartsWith(PasswordVariables, StringComparison.Ordinal))
            .ToDictionary(variable => variable.Key[PasswordVariables.Length..], variable => variable.Value, StringComparer.Ordinal);
        var roles = DatabaseRoles.From(passwords);
        if (roles.Fault is { } fault)
        {
            await errors.WriteLineAsync($"{AdministratorVariable}: {fault}");
            return ExitCode.BadUsage;
        }

        try
        {
            foreach (var database in roles.Databases)
            {
                await ProvisionAsync(administrator, database, cancellationToken);
                await output.WriteLineAsync($"{database.Name}: its roles are there");
            }

            return ExitCode.Done;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            await errors.WriteLineAsync($"{AdministratorVariable}: interrupted; what was made stays, run again to go on.");
            return ExitCode.Interrupted;
        }
        catch (Exception failure) when (failure is NpgsqlException or DatabaseUnavailableException or ArgumentException)
        {
            await errors.WriteLineAsync($"{AdministratorVariable}: {failure.Message.ReplaceLineEndings(" ")}");
            return failure is ArgumentException ? ExitCode.BadUsage : ExitCode.Failed;
        }
    }

    private static async Task ProvisionAsync(string administrator, DatabaseRoles database, CancellationToken cancellationToken)
    {
        await using (var server = Open(administrator))
        {
            await using var connection = await server.OpenConnectionAsync(cancellationToken);
            await EnsureRoleAsync(connection, database.Owner, database.OwnerPassword, cancellationToken);
            await EnsureRoleAsync(connection, database.Name, database.Password, cancellationToken);
            await ExecuteAsync(connection, $"GRANT {Quoted(database.Owner)} TO CURRENT_USER", cancellationToken);
            if (!await ExistsAsync(connection, "SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", database.Name, cancellationToken))
            {
                await ExecuteAsync(connection, $"CREATE DATABASE {Quoted(database.Name)} OWNER {Quoted(database.Owner)}", cancellationToken);
            }
        }

        await using var within = Open(new NpgsqlConnectionStringBuilder(administrator) { Database = database.Name }.ConnectionString);
        await using var inside = await within.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(inside, Privileges(Quoted(database.Name), Quoted(database.Owner)), cancellationToken);
    }

    private static PostgresDataSource Open(string connectionString) => new(
        "administrator",
        new PostgresOptions { ConnectionString = connectionString, Budget = MigrationDefaults.PrimaryPatience, CommandTimeout = MigrationDefaults.LockPatience, MaxPoolSize = 1 },
        NullLoggerFactory.Instance);

    private static async Task EnsureRoleAsync(NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken)
    {
        var verb = await ExistsAsync(connection, "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", role, cancellationToken) ? "ALTER" : "CREATE";
        await ExecuteAsync(connection, $"{verb} ROLE {Quoted(role)} LOGIN PASSWORD '{password.Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken);
    }

    // The same as hosting/Hosting/Postgres/Members/Provisioning gives, said by the owner, because an administrator of a managed server is no superuser.
    private static string Privileges(string name, string owner) =>
        $"""
        SET ROLE {owner};
        REVOKE CONNECT, TEMPORARY ON DATABASE {name} FROM PUBLIC;
        GRANT CONNECT ON DATABASE {name} TO {name}, {owner};
        ALTER SCHEMA public OWNER TO {owner};
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO {name};
        ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name};
        ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO {name};
        ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO {name};
        RESET ROLE;
        """;

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string sql, string parameter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = parameter } } };
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
