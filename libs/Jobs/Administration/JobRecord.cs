namespace Distribution.Jobs;

/// <summary>A job as those who look after the queue see it.</summary>
/// <param name="Id">The job; later ones have higher ids.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="State">One of <see cref="JobStates"/>.</param>
/// <param name="Attempt">How many attempts it has had.</param>
/// <param name="EnqueuedAt">When it was enqueued.</param>
public sealed record JobRecord(Guid Id, string Kind, string State, int Attempt, DateTimeOffset EnqueuedAt)
{
    /// <summary>How many attempts it has; null for a finished one.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>0–9; null for a finished one.</summary>
    public int? Priority { get; init; }

    /// <summary>Not before this moment; of a dead one when it died; null for a finished one.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was claimed last.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The name of the worker that runs it.</summary>
    public string? Worker { get; init; }

    /// <summary>Its unique key.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>Why its last attempt failed, or why it was discarded.</summary>
    public string? Error { get; init; }

    /// <summary>Whether its worker was asked to cancel it.</summary>
    public bool Cancelling { get; init; }

    /// <summary>What it is told, JSON text; null for a finished one.</summary>
    public string? Payload { get; init; }
}
