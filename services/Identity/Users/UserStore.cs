using Distribution.Identity.Records;
using Distribution.Postgres;
using Npgsql;

namespace Distribution.Identity.Users;

/// <summary>The table of users.</summary>
internal sealed class UserStore(PostgresDataSource database)
{
    public Task<User?> FindAsync(string name, CancellationToken cancellationToken) => database.ReadAsync(
        async (connection, cancellation) =>
        {
            await using var command = new NpgsqlCommand("SELECT name, password_hash, roles, disabled_at IS NOT NULL FROM users WHERE name = $1", connection) { Parameters = { new() { Value = name } } };
            await using var row = await command.ExecuteReaderAsync(cancellation);
            return await row.ReadAsync(cancellation) ? new User(row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetBoolean(3)) : null;
        },
        cancellationToken: cancellationToken);

    public Task<HashSet<string>> NamesAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async (connection, cancellation) =>
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            await using var command = new NpgsqlCommand("SELECT name FROM users", connection);
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
            {
                names.Add(row.GetString(0));
            }

            return names;
        },
        cancellationToken: cancellationToken);

    /// <summary>Makes a user, with its record, unless there is one of that name.</summary>
    public Task AddAsync(User user, CancellationToken cancellationToken) => database.ExecuteAsync(
        async (connection, transaction, cancellation) =>
        {
            await using var command = new NpgsqlCommand("INSERT INTO users (name, password_hash, roles) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING", connection, transaction)
            {
                Parameters = { new() { Value = user.Name }, new() { Value = user.PasswordHash }, new() { Value = user.Roles.ToArray() } },
            };
            if (await command.ExecuteNonQueryAsync(cancellation) == 1)
            {
                await AuditTrail.AppendAsync(transaction, AuditRecord.UserSeeded(user), cancellation);
            }
        },
        ExecuteOptions.IdempotentWrite,
        cancellationToken);
}
