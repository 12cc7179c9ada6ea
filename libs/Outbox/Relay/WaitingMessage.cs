namespace Distribution.Outbox.Relay;

/// <summary>A message that waits in the outbox.</summary>
internal sealed record WaitingMessage(long Position, Guid Id, string Type, string Key, byte[] Payload, DateTimeOffset OccurredAt, string? TraceParent);
