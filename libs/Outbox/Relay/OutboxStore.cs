using System.Text;
using Npgsql;

namespace Distribution.Outbox.Relay;

/// <summary>
/// The tables of an outbox, one statement a call. Claims and deletions do not wait for the standby: what a failover takes back is delivered again, and the receiver
/// knows it. Npgsql gets no token to cancel by (its cancellation of a breaking connection can throw on the canceller's thread); the command time-out bounds it.
/// </summary>
internal sealed class OutboxStore(OpenConnection open, string destination)
{
    private const string Hasty = "SELECT set_config('synchronous_commit', 'off', true)";

    private const string Look = "SELECT holder, expires_at > clock_timestamp() FROM outbox_claims WHERE destination = $1";

    private const string Claim =
        """
        INSERT INTO outbox_claims AS c (destination, holder, expires_at) VALUES ($1, $2, clock_timestamp() + $3)
        ON CONFLICT (destination) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
        WHERE c.holder = excluded.holder OR c.expires_at <= clock_timestamp()
        """;

    private const string Release = "UPDATE outbox_claims SET expires_at = clock_timestamp() WHERE destination = $1 AND holder = $2";

    private const string Waiting =
        """
        SELECT position, id, type, key, payload, occurred_at, trace_parent FROM outbox
        WHERE destination = $1 ORDER BY position LIMIT $2
        """;

    private const string Delete = "DELETE FROM outbox WHERE destination = $1 AND position = ANY($2)";

    private const string SetAside =
        """
        WITH gone AS (
          DELETE FROM outbox WHERE destination = $1 AND position = $2
          RETURNING destination, position, id, type, key, payload, occurred_at, trace_parent
        )
        INSERT INTO outbox_rejected (destination, position, id, type, key, payload, occurred_at, trace_parent, reason)
        SELECT destination, position, id, type, key, payload, occurred_at, trace_parent, $3 FROM gone
        ON CONFLICT DO NOTHING
        """;

    private const string Measure =
        """
        SELECT (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE destination = $1 LIMIT $2) AS first_ones),
               coalesce((SELECT extract(epoch FROM clock_timestamp() - occurred_at) FROM outbox WHERE destination = $1 ORDER BY position LIMIT 1), 0)::double precision
        """;

    /// <summary>Claims the destination, or renews the claim; false while another holds it.</summary>
    public async Task<bool> TryClaimAsync(string holder, TimeSpan ttl, bool renewal)
    {
        await using var connection = await open(CancellationToken.None);
        if (!renewal)
        {
            // A look alone neither locks the row nor writes anything, and most of those who wait get no further.
            await using var look = Command(connection, Look, destination);
            await using var row = await look.ExecuteReaderAsync(CancellationToken.None);
            if (await row.ReadAsync(CancellationToken.None) && row.GetBoolean(1) && row.GetString(0) != holder)
            {
                return false;
            }
        }

        await using var batch = Batch(connection, (Hasty, []), (Claim, [destination, holder, ttl]));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
        return batch.BatchCommands[1].RecordsAffected == 1;
    }

    public async Task ReleaseAsync(string holder)
    {
        await using var connection = await open(CancellationToken.None);
        await using var batch = Batch(connection, (Hasty, []), (Release, [destination, holder]));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>The messages that wait, the first ones first, as many as one request takes; at least one if any waits.</summary>
    public async Task<List<WaitingMessage>> ReadAsync(int most)
    {
        await using var connection = await open(CancellationToken.None);
        await using var command = Command(connection, Waiting, destination, most);
        await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
        var messages = new List<WaitingMessage>();
        var room = OutboxDefaults.LargestBatchBytes;
        while (await row.ReadAsync(CancellationToken.None))
        {
            var payload = Encoding.UTF8.GetBytes(row.GetString(4));
            room -= payload.Length;
            if (room < 0 && messages.Count > 0)
            {
                break;
            }

            messages.Add(new(row.GetInt64(0), row.GetGuid(1), row.GetString(2), row.GetString(3), payload, row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetString(6)));
        }

        return messages;
    }

    public async Task DeleteAsync(long[] positions)
    {
        await using var connection = await open(CancellationToken.None);
        await using var batch = Batch(connection, (Hasty, []), (Delete, [destination, positions]));
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>Sets a message aside; nothing happens if another relay has dealt with it.</summary>
    public async Task RejectAsync(long position, string reason)
    {
        await using var connection = await open(CancellationToken.None);
        await using var command = Command(connection, SetAside, destination, position, reason);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>How many wait, and for how many seconds the first one has.</summary>
    public async Task<(long Depth, double OldestSeconds)> MeasureAsync()
    {
        await using var connection = await open(CancellationToken.None);
        await using var command = Command(connection, Measure, destination, OutboxDefaults.DeepestCount);
        await using var row = await command.ExecuteReaderAsync(CancellationToken.None);
        await row.ReadAsync(CancellationToken.None);
        return (row.GetInt64(0), row.GetDouble(1));
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params object[] values)
    {
        var command = new NpgsqlCommand(text, connection);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        return command;
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, params (string Text, object[] Values)[] statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (text, values) in statements)
        {
            var command = new NpgsqlBatchCommand(text);
            command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
