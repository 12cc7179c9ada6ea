using Distribution.Api.Paging;
using Distribution.Api.Requests;
using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Grants;

/// <summary>
/// Grants in the database. Whether one is active is decided by the database's clock, at the moment of the statement. Each step gives the grant as
/// it is then, or null when the grant is not where the step begins.
/// </summary>
internal static class GrantStore
{
    // What is over cannot be used although no sweep has come yet, and is not withdrawn before one has.
    private const string State = "CASE WHEN state IN ('provisioning', 'active') AND expires_at <= clock_timestamp() THEN 'withdrawing' ELSE state END";

    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns =
        $"""
        id, request_id, grantee, role, target, {State}, granted_at, expires_at, activated_at, ended_at, ended_by, ended_note, withdrawn_at,
        provider, review, review_due_at, reviewed_by, review_comment, reviewed_at, uses
        """;

    /// <param name="connection">In a transaction.</param>
    /// <param name="id">The grant's.</param>
    /// <param name="request">That it comes from.</param>
    /// <param name="provider">Which provider gives it.</param>
    /// <param name="reviewSeconds">By when it has to be reviewed; null when it has not.</param>
    /// <param name="cancellationToken">The request's.</param>
    public static async Task<Grant> AddAsync(
        NpgsqlConnection connection, Guid id, AccessRequest request, string provider, int? reviewSeconds, CancellationToken cancellationToken)
        => (await connection.Statement(
            $"""
            INSERT INTO grants (id, request_id, grantee, role, target, state, expires_at, provider, review, review_due_at)
            VALUES ($1, $2, $3, $4, $5, 'provisioning', now() + make_interval(secs => $6), $7,
                CASE WHEN $8::int IS NULL THEN NULL ELSE 'needed' END, now() + make_interval(secs => $8::int))
            RETURNING {Columns}
            """,
            id, request.Id, request.Requester, request.Role, request.Target, (double)request.DurationSeconds, provider, reviewSeconds)
            .SingleAsync(Read, cancellationToken))!;

    public static Task<Grant?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => connection.Statement($"SELECT {Columns} FROM grants WHERE id = $1", id).SingleAsync(Read, cancellationToken);

    /// <summary>Reads what a check says of a grant, and how long it has left: both by the database's clock, at one moment.</summary>
    public static Task<DatedCheck?> CheckAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => connection.Statement($"SELECT {Columns}, expires_at - clock_timestamp() FROM grants WHERE id = $1", id).SingleAsync(ReadDated, cancellationToken);

    /// <summary>Reads a grant and lets others who change it wait until this transaction ends.</summary>
    public static Task<Grant?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => connection.Statement($"SELECT {Columns} FROM grants WHERE id = $1 FOR UPDATE", id).SingleAsync(Read, cancellationToken);

    public static Task<List<Grant>> ListAsync(
        NpgsqlConnection connection, Page page, string? state, string? grantee, string? review, CancellationToken cancellationToken)
        => connection.Statement(
            $"""
            SELECT {Columns} FROM grants
            WHERE id > $1 AND ($2::text IS NULL OR {State} = $2) AND ($3::text IS NULL OR grantee = $3) AND ($4::text IS NULL OR review = $4)
            ORDER BY id LIMIT $5
            """,
            page.After is null ? Guid.Empty : Guid.Parse(page.After), state, grantee, review, page.Limit + 1).ListAsync(Read, cancellationToken);

    /// <summary>Counts and records a use, if the grant is the user's and active.</summary>
    public static Task<Grant?> UseAsync(NpgsqlConnection connection, Guid id, string grantee, string? note, CancellationToken cancellationToken)
        => connection.Statement(
            $"""
            WITH used AS (
                UPDATE grants SET uses = uses + 1 WHERE id = $1 AND grantee = $2 AND state = 'active' AND expires_at > clock_timestamp()
                RETURNING {Columns}),
            recorded AS (INSERT INTO grant_uses (grant_id, note) SELECT id, $3 FROM used)
            SELECT * FROM used
            """,
            id, grantee, note).SingleAsync(Read, cancellationToken);

    public static Task<Grant?> ActivateAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => connection.Statement(
            $"UPDATE grants SET state = 'active', activated_at = now() WHERE id = $1 AND state = 'provisioning' RETURNING {Columns}",
            id).SingleAsync(Read, cancellationToken);

    public static Task<Grant?> FailAsync(NpgsqlConnection connection, Guid id, string by, string reason, CancellationToken cancellationToken)
        => connection.Statement(
            $"""
            UPDATE grants SET state = 'failed', ended_at = now(), ended_by = $2, ended_note = $3 WHERE id = $1 AND state = 'provisioning'
            RETURNING {Columns}
            """,
            id, by, reason).SingleAsync(Read, cancellationToken);

    /// <summary>Orders the end of a grant before its time.</summary>
    public static Task<Grant?> EndAsync(NpgsqlConnection connection, Guid id, string by, string? note, CancellationToken cancellationToken)
        => connection.Statement(
            $"""
            UPDATE grants SET state = 'withdrawing', ending = 'revoked', ended_at = now(), ended_by = $2, ended_note = $3
            WHERE id = $1 AND state IN ('provisioning', 'active') AND expires_at > clock_timestamp() RETURNING {Columns}
            """,
            id, by, note).SingleAsync(Read, cancellationToken);

    /// <summary>Orders the end of grants whose time is up, the longest overdue first. Those that another transaction holds are left to the next sweep.</summary>
    public static async Task<IReadOnlyList<Grant>> ExpireAsync(NpgsqlConnection connection, string by, int most, CancellationToken cancellationToken)
    {
        var ended = await connection.Statement(
            $"""
            UPDATE grants SET state = 'withdrawing', ending = 'expired', ended_at = now(), ended_by = $1 WHERE id IN (
                SELECT id FROM grants WHERE state IN ('provisioning', 'active') AND expires_at <= now()
                ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING {Columns}
            """,
            by, most).ListAsync(Read, cancellationToken);
        return [.. ended.OrderBy(grant => grant.ExpiresAt)];
    }

    /// <summary>Records that the provider has taken the access away.</summary>
    public static Task<Grant?> CloseAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => connection.Statement(
            $"UPDATE grants SET state = ending, withdrawn_at = now() WHERE id = $1 AND state = 'withdrawing' AND ending IS NOT NULL RETURNING {Columns}",
            id).SingleAsync(Read, cancellationToken);

    public static Grant Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetGuid(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.Instant(6),
        reader.Instant(7),
        reader.OptionalInstant(8),
        reader.OptionalInstant(9),
        reader.OptionalText(10),
        reader.OptionalText(11),
        reader.OptionalInstant(12),
        reader.GetString(13),
        reader.IsDBNull(14) ? null : new(reader.GetString(14), reader.Instant(15), reader.OptionalText(16), reader.OptionalText(17), reader.OptionalInstant(18)),
        reader.GetInt64(19));

    private static DatedCheck ReadDated(NpgsqlDataReader reader)
    {
        var grant = Read(reader);
        return new(GrantCheck.Of(grant), grant.State, reader.GetTimeSpan(20));
    }
}
