using Npgsql;
using NpgsqlTypes;

namespace Distribution.Outbox.Receiving;

/// <summary>Knows messages again: an effect in the transaction that admits its message happens once, however often the message arrives.</summary>
public static class Inbox
{
    private const string Admit =
        """
        INSERT INTO inbox (source, id)
        SELECT $1, id FROM unnest($2::uuid[]) WITH ORDINALITY AS m (id, n) ORDER BY n
        ON CONFLICT DO NOTHING RETURNING id
        """;

    // A transaction that writes nothing does not wait for the standby. Whoever is told that a message is known must be able to rely on it, so this one writes.
    private const string Settle = "SELECT pg_logical_emit_message(true, 'inbox', '')";

    /// <summary>
    /// Admits messages. Those that another transaction is just admitting are waited for: they are new only if that one fails.
    /// </summary>
    /// <param name="transaction">That of the messages' effects; the database must have <see cref="Schema.InboxSchema"/>.</param>
    /// <param name="source">Who sent them.</param>
    /// <param name="ids">Their ids, in the order of the batch.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The new ones, in the order of the batch.</returns>
    public static async Task<IReadOnlyList<Guid>> AdmitAsync(NpgsqlTransaction transaction, string source, IReadOnlyList<Guid> ids, CancellationToken cancellationToken = default)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var admitted = new HashSet<Guid>(ids.Count);
        await using (var command = new NpgsqlCommand(Admit, transaction.Connection, transaction))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = source });
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken))
            {
                admitted.Add(rows.GetGuid(0));
            }
        }

        if (admitted.Count < ids.Count)
        {
            await using var settle = new NpgsqlCommand(Settle, transaction.Connection, transaction);
            await settle.ExecuteNonQueryAsync(cancellationToken);
        }

        return [.. ids.Where(admitted.Remove)];
    }
}
