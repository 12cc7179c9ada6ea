using Distribution.Api.Paging;
using Distribution.Api.Requests;
using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Grants;

/// <summary>Grants in the database. Whether one is active is decided by the database's clock, at the moment of the statement.</summary>
internal static class GrantStore
{
    // An active grant whose time is up shows as expired although no sweep has come yet.
    private const string State = "CASE WHEN state = 'active' AND expires_at <= clock_timestamp() THEN 'expired' ELSE state END";

    private const string Columns = $"id, request_id, grantee, role, target, {State}, granted_at, expires_at, ended_at, ended_by, ended_note, uses";

    public static Task<int> AddAsync(NpgsqlConnection connection, Guid id, AccessRequest request, CancellationToken cancellationToken)
        => connection.Statement(
            """
            INSERT INTO grants (id, request_id, grantee, role, target, expires_at)
            VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
            """,
            id, request.Id, request.Requester, request.Role, request.Target, (double)request.DurationSeconds).ExecuteAsync(cancellationToken);

    public static Task<Grant?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => connection.Statement($"SELECT {Columns} FROM grants WHERE id = $1", id).SingleAsync(Read, cancellationToken);

    public static Task<List<Grant>> ListAsync(
        NpgsqlConnection connection, Page page, string? state, string? grantee, CancellationToken cancellationToken)
        => connection.Statement(
            $"""
            SELECT {Columns} FROM grants
            WHERE id > $1 AND ($2::text IS NULL OR {State} = $2) AND ($3::text IS NULL OR grantee = $3) ORDER BY id LIMIT $4
            """,
            page.After is null ? Guid.Empty : Guid.Parse(page.After), state, grantee, page.Limit + 1).ListAsync(Read, cancellationToken);

    /// <summary>Counts and records a use, if the grant is the user's and active; null when it is not.</summary>
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

    /// <summary>Ends an active grant; null when it is not active.</summary>
    public static Task<Grant?> RevokeAsync(NpgsqlConnection connection, Guid id, string by, string? note, CancellationToken cancellationToken)
        => connection.Statement(
            $"""
            UPDATE grants SET state = 'revoked', ended_at = now(), ended_by = $2, ended_note = $3
            WHERE id = $1 AND state = 'active' AND expires_at > clock_timestamp() RETURNING {Columns}
            """,
            id, by, note).SingleAsync(Read, cancellationToken);

    /// <summary>Ends grants whose time is up, the longest overdue first. Those that another transaction holds are left to it.</summary>
    public static Task<List<Guid>> ExpireAsync(NpgsqlConnection connection, string by, int most, CancellationToken cancellationToken)
        => connection.Statement(
            """
            UPDATE grants SET state = 'expired', ended_at = now(), ended_by = $1 WHERE id IN (
                SELECT id FROM grants WHERE state = 'active' AND expires_at <= now() ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING id
            """,
            by, most).ListAsync(reader => reader.GetGuid(0), cancellationToken);

    private static Grant Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetGuid(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetString(4),
        reader.GetString(5),
        reader.Instant(6),
        reader.Instant(7),
        reader.OptionalInstant(8),
        reader.OptionalText(9),
        reader.OptionalText(10),
        reader.GetInt64(11));
}
