using Distribution.Outbox;
using Npgsql;

namespace Distribution.Api.Events;

/// <summary>What other services are told. It leaves if, and only if, the transaction commits: audit records and jobs are never lost and never invented.</summary>
internal static class Outgoing
{
    public const string Audit = "audit";
    public const string Jobs = "jobs";
    private const string Job = "job";

    public static OutboxMessage ToMessage(this AuditEvent change)
        => OutboxMessage.Of(Audit, Audit, change.Subject, change, ApiJson.Default.AuditEvent);

    public static OutboxMessage ToMessage(this JobOrder order)
        => OutboxMessage.Of(Jobs, Job, order.Subject, order, ApiJson.Default.JobOrder);

    public static Task RecordAsync(this NpgsqlTransaction transaction, AuditEvent change, CancellationToken cancellationToken)
        => OutboxWriter.AppendAsync(transaction, change.ToMessage(), cancellationToken);
}
