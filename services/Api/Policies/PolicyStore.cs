using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Policies;

/// <summary>Policies in the database.</summary>
internal static class PolicyStore
{
    private const string Columns = "name, version, role, targets, requesters, approvers, approvals, longest_seconds, provider, break_glass, review_seconds, updated_at, updated_by";

    public static async Task<long> VersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Statement("SELECT version FROM policy_set");
        return (long)(await command.ExecuteScalarAsync(cancellationToken)
            ?? throw new InvalidOperationException("The table policy_set is empty; run the migrations of the database access."));
    }

    /// <summary>Reads version and policies in one statement, so that they belong together.</summary>
    public static async Task<PolicySet> AllAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.Statement(
            $"SELECT {Columns.Replace("version", "p.version", StringComparison.Ordinal)}, s.version FROM policy_set s LEFT JOIN policies p ON true ORDER BY name COLLATE \"C\"")
            .ListAsync(reader => (Version: reader.GetInt64(13), Policy: reader.IsDBNull(0) ? null : Read(reader)), cancellationToken);
        return new(rows[0].Version, [.. rows.Select(row => row.Policy).OfType<Policy>()]);
    }

    public static Task<Policy?> FindAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
        => connection.Statement($"SELECT {Columns} FROM policies WHERE name = $1", name).SingleAsync(Read, cancellationToken);

    /// <summary>Lets other changes wait until this transaction ends.</summary>
    public static Task<int> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
        => connection.Statement("SELECT version FROM policy_set FOR UPDATE").ExecuteAsync(cancellationToken);

    public static async Task<long> RaiseVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.Statement("UPDATE policy_set SET version = version + 1 RETURNING version");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task<Policy> PutAsync(
        NpgsqlConnection connection, string name, PolicyTerms terms, long version, string changedBy, CancellationToken cancellationToken)
        => (await connection.Statement(
            $"""
            INSERT INTO policies (name, version, role, targets, requesters, approvers, approvals, longest_seconds, provider, break_glass, review_seconds, updated_by)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (name) DO UPDATE SET
                version = excluded.version, role = excluded.role, targets = excluded.targets, requesters = excluded.requesters,
                approvers = excluded.approvers, approvals = excluded.approvals, longest_seconds = excluded.longest_seconds,
                provider = excluded.provider, break_glass = excluded.break_glass, review_seconds = excluded.review_seconds,
                updated_at = now(), updated_by = excluded.updated_by
            RETURNING {Columns}
            """,
            name, version, terms.Role, terms.Targets, terms.Requesters, terms.Approvers, terms.Approvals, terms.LongestSeconds,
            terms.Provider, terms.BreakGlass, terms.ReviewSeconds, changedBy)
            .SingleAsync(Read, cancellationToken))!;

    /// <summary>Null when there was none.</summary>
    public static Task<Policy?> DeleteAsync(NpgsqlConnection connection, string name, CancellationToken cancellationToken)
        => connection.Statement($"DELETE FROM policies WHERE name = $1 RETURNING {Columns}", name).SingleAsync(Read, cancellationToken);

    private static Policy Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetInt64(1),
        reader.GetString(2),
        reader.GetFieldValue<string[]>(3),
        reader.GetFieldValue<string[]>(4),
        reader.GetFieldValue<string[]>(5),
        reader.GetInt32(6),
        reader.GetInt32(7),
        reader.OptionalText(8),
        reader.GetBoolean(9),
        reader.GetInt32(10),
        reader.Instant(11),
        reader.GetString(12));
}
