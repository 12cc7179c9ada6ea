using System.Text.Json;
using Distribution.Jobs;
using Distribution.Outbox.Receiving;
using Distribution.Worker.Problems;
using Distribution.Worker.Storage;
using Npgsql;

namespace Distribution.Worker.Messages;

/// <summary>Enqueues what other services order through their outboxes: a message that was admitted and its job are in one transaction.</summary>
internal sealed class JobMessages(JobsDatabase database) : IMessageHandler
{
    private const string Type = "job";

    public Task<MessageVerdicts> HandleAsync(MessageBatch batch, CancellationToken cancellationToken)
    {
        var jobs = new List<(ReceivedMessage Message, NewJob Job)>();
        var rejected = new List<Rejection>();
        foreach (var message in batch.Messages)
        {
            var faults = new Faults();
            if (message.Type != Type)
            {
                rejected.Add(new(message.Id, $"a message of type '{message.Type}' is not for the worker; it takes '{Type}'"));
            }
            else if (JobForm.Read(JsonElement.Parse(message.Payload.Span), "", faults) is { } job)
            {
                jobs.Add((message, job with { TraceParent = message.TraceParent }));
            }
            else
            {
                rejected.Add(new(message.Id, faults.Text));
            }
        }

        return database.WriteAsync((transaction, token) => EnqueueAsync(transaction, batch.Source, jobs, rejected, token), cancellationToken);
    }

    private static async Task<MessageVerdicts> EnqueueAsync(
        NpgsqlTransaction transaction, string source, List<(ReceivedMessage Message, NewJob Job)> jobs, IReadOnlyList<Rejection> rejected, CancellationToken cancellationToken)
    {
        var admitted = (await Inbox.AdmitAsync(transaction, source, [.. jobs.Select(job => job.Message.Id)], cancellationToken)).ToHashSet();
        await JobQueue.EnqueueAsync(transaction, [.. jobs.Where(job => admitted.Contains(job.Message.Id)).Select(job => job.Job)], cancellationToken);
        return new(admitted.Count, jobs.Count - admitted.Count, rejected);
    }
}
