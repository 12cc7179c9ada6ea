using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Distribution.Outbox;

/// <summary>Writes messages in the transaction of the change they tell of: either both are there or neither.</summary>
/// <remarks>
/// Messages of one key arrive in the order in which they were written, if the transactions that write them exclude each other: change the row that the key names (or lock it)
/// before writing the message. Transactions that run side by side have no order.
/// </remarks>
public static class OutboxWriter
{
    // A relay that holds a claim looks by itself every few milliseconds; see OutboxDefaults.PollBusyEvery for why it is not notified then.
    private const string Append =
        """
        WITH added AS (
          INSERT INTO outbox (destination, id, type, key, payload, occurred_at, trace_parent)
          SELECT destination, id, type, key, payload, coalesce(occurred_at, clock_timestamp()), trace_parent
          FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])
            WITH ORDINALITY AS m (destination, id, type, key, payload, occurred_at, trace_parent, n)
          ORDER BY n
        )
        SELECT pg_notify('outbox', d) FROM (SELECT DISTINCT unnest($1::text[]) AS d) AS destinations
        WHERE NOT EXISTS (SELECT 1 FROM outbox_claims WHERE destination = d AND expires_at > clock_timestamp())
        """;

    /// <summary>Writes one message.</summary>
    /// <param name="transaction">The caller's; the database must have <see cref="Schema.OutboxSchema"/>.</param>
    /// <param name="message">What to tell.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The message could not be delivered as it is: a name is missing or too long, the payload is too large or no JSON.</exception>
    public static Task AppendAsync(NpgsqlTransaction transaction, OutboxMessage message, CancellationToken cancellationToken = default) =>
        AppendAsync(transaction, [message], cancellationToken);

    /// <summary>Writes several messages in their order.</summary>
    /// <inheritdoc cref="AppendAsync(NpgsqlTransaction, OutboxMessage, CancellationToken)"/>
    public static async Task AppendAsync(NpgsqlTransaction transaction, IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken = default)
    {
        if (messages.Count == 0)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(Command(messages));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The statement that writes the messages in their order, for a batch that the caller sends in a transaction of its own.</summary>
    /// <exception cref="ArgumentException">A message could not be delivered as it is.</exception>
    public static NpgsqlBatchCommand Command(params IReadOnlyList<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            message.Validate();
        }

        var command = new NpgsqlBatchCommand(Append);
        Add(command, NpgsqlDbType.Text, messages, message => message.Destination);
        Add(command, NpgsqlDbType.Uuid, messages, message => message.Id);
        Add(command, NpgsqlDbType.Text, messages, message => message.Type);
        Add(command, NpgsqlDbType.Text, messages, message => message.Key);
        Add(command, NpgsqlDbType.Text, messages, message => Encoding.UTF8.GetString(message.Payload.Span));
        Add(command, NpgsqlDbType.TimestampTz, messages, message => message.OccurredAt?.ToUniversalTime());
        Add(command, NpgsqlDbType.Text, messages, message => message.TraceParent);
        return command;
    }

    private static void Add<T>(NpgsqlBatchCommand command, NpgsqlDbType type, IReadOnlyList<OutboxMessage> messages, Func<OutboxMessage, T> value) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = [.. messages.Select(value)], NpgsqlDbType = NpgsqlDbType.Array | type });
}
