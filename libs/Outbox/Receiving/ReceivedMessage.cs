namespace Distribution.Outbox.Receiving;

/// <summary>A message as it arrived.</summary>
/// <param name="Id">By which it is known again.</param>
/// <param name="Type">What the payload is.</param>
/// <param name="Key">What it is about.</param>
/// <param name="OccurredAt">When it happened, by the sender's clock.</param>
/// <param name="TraceParent">The trace in which it happened.</param>
/// <param name="Payload">The JSON that the sender wrote, byte by byte.</param>
public sealed record ReceivedMessage(Guid Id, string Type, string Key, DateTimeOffset OccurredAt, string? TraceParent, ReadOnlyMemory<byte> Payload);
