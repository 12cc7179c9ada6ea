namespace Distribution.Outbox.Receiving;

/// <summary>A message that will never take effect.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Reason">Why, for whoever looks at the sender's <c>outbox_rejected</c>.</param>
public sealed record Rejection(Guid Id, string Reason);
