namespace Distribution.Jobs.Store;

/// <summary>A job as it was claimed.</summary>
/// <param name="Id">The job.</param>
/// <param name="Term">Of this claim.</param>
/// <param name="Attempt">Counts the attempts from 1, this one included.</param>
/// <param name="MaxAttempts">The last attempt that it has.</param>
/// <param name="Priority">0–9.</param>
/// <param name="DueAt">Since when it could have been claimed.</param>
/// <param name="Kind">Which handler runs it.</param>
/// <param name="Payload">JSON text.</param>
/// <param name="TraceParent">The W3C trace context in which it was enqueued.</param>
/// <param name="Waited">From due to claimed, by the database's clock.</param>
public sealed record ClaimedJob(Guid Id, long Term, int Attempt, int MaxAttempts, int Priority, DateTime DueAt, string Kind, string Payload, string? TraceParent, TimeSpan Waited);
