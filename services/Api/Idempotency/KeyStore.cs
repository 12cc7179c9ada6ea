using Distribution.Api.Storage;
using Npgsql;

namespace Distribution.Api.Idempotency;

/// <summary>Keys and their answers in the database.</summary>
internal static class KeyStore
{
    /// <summary>
    /// Waits until nobody else works under the key, for <see cref="IdempotencyDefaults.LongestWait"/> at most, holds it until the transaction
    /// ends, and reads what is kept under it.
    /// </summary>
    public static async Task<KeptAnswer?> ClaimAsync(NpgsqlConnection connection, string caller, string key, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("SELECT set_config('lock_timeout', $1, true)", $"{IdempotencyDefaults.LongestWait.TotalMilliseconds:0}ms");
        batch.Add("SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))", caller, key);
        batch.Add("SELECT fingerprint, status, location, body FROM idempotency_keys WHERE caller = $1 AND key = $2", caller, key);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetFieldValue<byte[]>(0), new(reader.GetInt32(1), reader.OptionalText(2), reader.GetFieldValue<byte[]>(3)))
            : null;
    }

    public static Task KeepAsync(
        NpgsqlConnection connection, string caller, string key, byte[] fingerprint, Answer answer, CancellationToken cancellationToken)
        => connection.Statement(
            "INSERT INTO idempotency_keys (caller, key, fingerprint, status, location, body) VALUES ($1, $2, $3, $4, $5, $6)",
            caller, key, fingerprint, answer.Status, answer.Location, answer.Body).ExecuteAsync(cancellationToken);

    public static Task<int> PruneAsync(NpgsqlConnection connection, int most, CancellationToken cancellationToken)
        => connection.Statement(
            """
            DELETE FROM idempotency_keys WHERE (caller, key) IN (
                SELECT caller, key FROM idempotency_keys WHERE created_at < now() - $1 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            """,
            IdempotencyDefaults.Kept, most).ExecuteAsync(cancellationToken);
}
