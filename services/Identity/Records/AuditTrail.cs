using Distribution.Outbox;
using Distribution.Postgres;
using Npgsql;

namespace Distribution.Identity.Records;

/// <summary>Writes records into the outbox of this service's database; the audit service gets them from there.</summary>
internal sealed class AuditTrail(PostgresDataSource database)
{
    private const string Destination = "audit";
    private const string Type = "audit";

    /// <summary>Writes a record in the transaction of what it tells of.</summary>
    public static Task AppendAsync(NpgsqlTransaction transaction, AuditRecord record, CancellationToken cancellationToken) =>
        OutboxWriter.AppendAsync(transaction, Message(record), cancellationToken);

    /// <summary>Writes a record of something that is no row.</summary>
    public Task AppendAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        var message = Message(record);
        return AppendAsync([message], cancellationToken);
    }

    /// <summary>Writes messages that have their ids: written twice they arrive once.</summary>
    public Task AppendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellationToken) => database.ExecuteAsync(
        (_, transaction, cancellation) => OutboxWriter.AppendAsync(transaction, messages, cancellation), ExecuteOptions.IdempotentWrite, cancellationToken);

    public static OutboxMessage Message(AuditRecord record) => OutboxMessage.Of(Destination, Type, record.Subject, record, IdentityJson.Default.AuditRecord);
}
