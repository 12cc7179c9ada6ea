using Distribution.Api.Paging;
using Distribution.Api.Policies;
using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Requests;

/// <summary>Requests in the database.</summary>
internal static class RequestStore
{
    // Arrays and not JSON for the decisions: their types stay the database's.
    private const string Select =
        """
        SELECT r.id, r.policy, r.requester, r.role, r.target, r.duration_seconds, r.reason, r.break_glass, r.state, r.created_at, r.decided_at, g.id,
            ARRAY(SELECT decided_by FROM decisions WHERE request_id = r.id ORDER BY decided_at, decided_by),
            ARRAY(SELECT approved FROM decisions WHERE request_id = r.id ORDER BY decided_at, decided_by),
            ARRAY(SELECT comment FROM decisions WHERE request_id = r.id ORDER BY decided_at, decided_by),
            ARRAY(SELECT decided_at FROM decisions WHERE request_id = r.id ORDER BY decided_at, decided_by)
        FROM requests r LEFT JOIN grants g ON g.request_id = r.id
        """;

    /// <summary>Makes a request if the policy still is what it was taken for; null when it is not. One that breaks the glass is approved from the start.</summary>
    public static Task<AccessRequest?> AddAsync(
        NpgsqlConnection connection, Guid id, Policy policy, string requester, Ask ask, CancellationToken cancellationToken)
        => connection.Statement(
            """
            INSERT INTO requests (id, policy, requester, role, target, duration_seconds, reason, break_glass, state, decided_at)
            SELECT $1, name, $2, $3, $4, $5, $6, $7, CASE WHEN $7 THEN 'approved' ELSE 'pending' END, CASE WHEN $7 THEN now() END
            FROM policies WHERE name = $8 AND version = $9
            RETURNING state, created_at, decided_at
            """,
            id, requester, ask.Role, ask.Target, ask.DurationSeconds, ask.Reason, ask.BreakGlass, policy.Name, policy.Version)
            .SingleAsync(
                reader => new AccessRequest(
                    id, policy.Name, requester, ask.Role, ask.Target, ask.DurationSeconds, ask.Reason, ask.BreakGlass,
                    reader.GetString(0), reader.Instant(1), reader.OptionalInstant(2), null, []),
                cancellationToken);

    public static Task<AccessRequest?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
        => connection.Statement(Select + " WHERE r.id = $1", id).SingleAsync(Read, cancellationToken);

    /// <summary>Reads a request and lets others who decide on it wait until this transaction ends.</summary>
    public static async Task<AccessRequest?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await connection.Statement("SELECT 1 FROM requests WHERE id = $1 FOR UPDATE", id).ExecuteAsync(cancellationToken);
        return await FindAsync(connection, id, cancellationToken);
    }

    public static Task<List<AccessRequest>> ListAsync(
        NpgsqlConnection connection, Page page, string? state, string? requester, CancellationToken cancellationToken)
        => connection.Statement(
            Select + " WHERE r.id > $1 AND ($2::text IS NULL OR r.state = $2) AND ($3::text IS NULL OR r.requester = $3) ORDER BY r.id LIMIT $4",
            page.After is null ? Guid.Empty : Guid.Parse(page.After), state, requester, page.Limit + 1).ListAsync(Read, cancellationToken);

    public static Task<int> DecideAsync(
        NpgsqlConnection connection, Guid id, string by, bool approved, string? comment, CancellationToken cancellationToken)
        => connection.Statement(
            "INSERT INTO decisions (request_id, decided_by, approved, comment) VALUES ($1, $2, $3, $4)",
            id, by, approved, comment).ExecuteAsync(cancellationToken);

    public static Task<int> CloseAsync(NpgsqlConnection connection, Guid id, string state, CancellationToken cancellationToken)
        => connection.Statement("UPDATE requests SET state = $2, decided_at = now() WHERE id = $1 AND state = 'pending'", id, state)
            .ExecuteAsync(cancellationToken);

    /// <summary>Closes requests that nobody decided in time, and gives the ids and requesters of these.</summary>
    public static Task<List<(Guid Id, string Requester)>> LapseAsync(NpgsqlConnection connection, TimeSpan after, int most, CancellationToken cancellationToken)
        => connection.Statement(
            """
            UPDATE requests SET state = 'lapsed', decided_at = now() WHERE id IN (
                SELECT id FROM requests WHERE state = 'pending' AND created_at < now() - $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            RETURNING id, requester
            """,
            after, most).ListAsync(reader => (reader.GetGuid(0), reader.GetString(1)), cancellationToken);

    private static AccessRequest Read(NpgsqlDataReader reader)
    {
        var by = reader.GetFieldValue<string[]>(12);
        var approved = reader.GetFieldValue<bool[]>(13);
        var comments = reader.GetFieldValue<string?[]>(14);
        var at = reader.GetFieldValue<DateTimeOffset[]>(15);
        return new(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetString(3),
            reader.GetString(4),
            reader.GetInt32(5),
            reader.GetString(6),
            reader.GetBoolean(7),
            reader.GetString(8),
            reader.Instant(9),
            reader.OptionalInstant(10),
            reader.IsDBNull(11) ? null : reader.GetGuid(11),
            [.. by.Select((name, index) => new Decision(name, approved[index], comments[index], at[index]))]);
    }
}
