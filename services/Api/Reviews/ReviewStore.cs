using Distribution.Api.Grants;
using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Reviews;

/// <summary>Reviews in the database; each belongs to a grant.</summary>
internal static class ReviewStore
{
    /// <summary>A grant of somebody whose review is overdue; null when there is none.</summary>
    public static async Task<Grant?> OwedAsync(NpgsqlConnection connection, string grantee, CancellationToken cancellationToken)
        => await connection.Statement(
            $"SELECT {GrantStore.Columns} FROM grants WHERE grantee = $1 AND review IN ('needed', 'overdue') AND (review = 'overdue' OR review_due_at <= now()) ORDER BY id LIMIT 1",
            grantee).SingleAsync(GrantStore.Read, cancellationToken);

    /// <summary>Records a verdict, also a late one.</summary>
    public static async Task<Grant> DecideAsync(
        NpgsqlConnection connection, Guid id, string by, ReviewVerdict verdict, CancellationToken cancellationToken)
        => (await connection.Statement(
            $"UPDATE grants SET review = $2, reviewed_by = $3, review_comment = $4, reviewed_at = now() WHERE id = $1 RETURNING {GrantStore.Columns}",
            id, verdict.Verdict, by, verdict.Comment).SingleAsync(GrantStore.Read, cancellationToken))!;

    /// <summary>Whether there is a review that nobody made in time.</summary>
    public static async Task<bool> IsAnyOverdueAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var look = connection.Statement("SELECT EXISTS (SELECT FROM grants WHERE review = 'needed' AND review_due_at <= now())");
        return await look.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Marks reviews that nobody made in time, the longest overdue first.</summary>
    public static Task<List<Grant>> MarkOverdueAsync(NpgsqlConnection connection, int most, CancellationToken cancellationToken)
        => connection.Statement(
            $"""
            UPDATE grants SET review = 'overdue' WHERE id IN (
                SELECT id FROM grants WHERE review = 'needed' AND review_due_at <= now() ORDER BY review_due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
            RETURNING {GrantStore.Columns}
            """,
            most).ListAsync(GrantStore.Read, cancellationToken);
}
