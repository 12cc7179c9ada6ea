namespace Distribution.Outbox.Relay;

/// <summary>How many messages the next request carries: half as many after one that the receiver could not take, twice as many after one that it did.</summary>
internal sealed class BatchSize
{
    public int Current { get; private set; } = OutboxDefaults.LargestBatch;

    public void Grow() => Current = Math.Min(Current * 2, OutboxDefaults.LargestBatch);

    public void Shrink(int sent) => Current = Math.Max(1, sent / 2);
}
