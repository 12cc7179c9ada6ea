using Distribution.Api.Fencing;
using Distribution.Api.Idempotency;
using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Sweeps;

/// <summary>
/// Whether there is anything to sweep, by one look at four indexes. Mostly there is not: then nothing is locked or written, the standby hears of nothing, and the term of the order leaves no mark, since nothing is
/// done in its name.
/// </summary>
internal static class DueWork
{
    public static async Task<bool> AnyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var look = connection.Statement(
            """
            SELECT EXISTS (SELECT FROM grants WHERE state IN ('provisioning', 'active') AND expires_at <= now())
                OR EXISTS (SELECT FROM requests WHERE state = 'pending' AND created_at < now() - $1)
                OR EXISTS (SELECT FROM idempotency_keys WHERE created_at < now() - $2)
                OR EXISTS (SELECT FROM fences WHERE raised_at < now() - $3 AND name LIKE 'job/%')
            """,
            SweepDefaults.PendingAtMost, IdempotencyDefaults.Kept, FenceStore.Kept);
        return await look.ExecuteScalarAsync(cancellationToken) is true;
    }
}
