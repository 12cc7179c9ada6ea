using System.Text.Json;
using Distribution.Jobs;

namespace Distribution.Worker.Operators;

/// <summary>A job as operators see it.</summary>
internal sealed record JobView(Guid Id, string Kind, string State, int Attempt, DateTimeOffset EnqueuedAt)
{
    public int? MaxAttempts { get; init; }

    public int? Priority { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    public DateTimeOffset? DiedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? Worker { get; init; }

    public string? UniqueKey { get; init; }

    public string? LastError { get; init; }

    public bool? Cancelling { get; init; }

    public JsonElement? Payload { get; init; }

    public static JobView Of(JobRecord job)
    {
        var dead = job.State == JobStates.Dead;
        return new(job.Id, job.Kind, job.State, job.Attempt, job.EnqueuedAt)
        {
            MaxAttempts = job.MaxAttempts,
            Priority = job.Priority,
            DueAt = dead ? null : job.DueAt,
            ClaimedAt = job.ClaimedAt,
            DiedAt = dead ? job.DueAt : null,
            FinishedAt = job.FinishedAt,
            Worker = job.Worker,
            UniqueKey = job.UniqueKey,
            LastError = job.Error,
            Cancelling = job.Cancelling ? true : null,
            Payload = job.Payload is { } payload ? JsonElement.Parse(payload) : null,
        };
    }
}
