using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Fencing;

/// <summary>
/// Forgets the fences of single jobs, which would otherwise gather for ever. A holder that is later than <see cref="Kept"/> still changes nothing:
/// what its job was to do is done, and done is not done again.
/// </summary>
internal static class FenceStore
{
    /// <summary>Far longer than any job's last attempt takes.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public static Task<int> PruneAsync(NpgsqlConnection connection, int most, CancellationToken cancellationToken)
        => connection.Statement(
            """
            DELETE FROM fences WHERE name IN (
                SELECT name FROM fences WHERE raised_at < now() - $1 AND name LIKE 'job/%' ORDER BY raised_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            """,
            Kept, most).ExecuteAsync(cancellationToken);
}
