using System.Text.Json.Nodes;
using Distribution.Jobs;
using Distribution.Outbox;
using Npgsql;

namespace Distribution.Worker.Auditing;

/// <summary>Tells the audit chain of what happens to jobs beyond their being run, in the transaction in which it does.</summary>
internal static class JobAudit
{
    public const string Destination = "audit";
    public const string Died = "job.died";
    public const string Retried = "job.retried";
    public const string Discarded = "job.discarded";
    public const string Cancelled = "job.cancelled";
    private const string Type = "audit";

    public static Task RecordAsync(NpgsqlTransaction transaction, string action, string actor, Guid job, JsonObject details, CancellationToken cancellationToken) =>
        OutboxWriter.AppendAsync(transaction, Message(action, actor, job, details), cancellationToken);

    public static RecordDeaths DeathsBy(WorkerIdentity worker) => (transaction, dead, cancellationToken) => OutboxWriter.AppendAsync(
        transaction,
        [.. dead.Select(job => Message(Died, worker.Name, job.Id, new JsonObject { ["kind"] = job.Kind, ["attempt"] = job.Attempt, ["error"] = job.Error }))],
        cancellationToken);

    private static OutboxMessage Message(string action, string actor, Guid job, JsonObject details) =>
        OutboxMessage.Of(Destination, Type, $"job/{job}", new AuditEvent(action, actor, $"job/{job}", details), WorkerJson.Default.AuditEvent);
}
