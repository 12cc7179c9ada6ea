namespace Distribution.Identity.Keys;

/// <summary>A change of keys that is not yet in the outbox. Keys turn also while the database is out, so their records wait beside them.</summary>
/// <param name="Id">The record's id, by which a second delivery is known.</param>
/// <param name="Action"><c>key.rotated</c> or <c>key.withdrawn</c>.</param>
/// <param name="Actor">Who did it.</param>
/// <param name="KeyId">To which key.</param>
/// <param name="At">When.</param>
/// <param name="TraceParent">In which trace (W3C).</param>
internal sealed record KeyEvent(Guid Id, string Action, string Actor, string KeyId, DateTimeOffset At, string? TraceParent);
