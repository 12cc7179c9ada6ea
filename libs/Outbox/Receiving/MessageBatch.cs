namespace Distribution.Outbox.Receiving;

/// <summary>What arrived in one request.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Messages">At most <see cref="OutboxDefaults.LargestBatch"/>, to be taken in this order.</param>
public sealed record MessageBatch(string Source, IReadOnlyList<ReceivedMessage> Messages);
