namespace Distribution.HashChain;

/// <summary>What is to be recorded. No text may contain the character zero.</summary>
/// <param name="Source">Who reports it.</param>
/// <param name="MessageId">By which a second report of the same is known; unique for its source.</param>
/// <param name="OccurredAt">When it happened, by the source's clock; kept to the microsecond.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Details">JSON, kept character by character.</param>
/// <param name="TraceId">The trace in which it happened.</param>
public sealed record ChainEntry(string Source, Guid MessageId, DateTimeOffset OccurredAt, string Actor, string Action, string Subject, string Details, string? TraceId);
