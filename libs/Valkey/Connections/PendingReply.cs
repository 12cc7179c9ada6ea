namespace Distribution.Valkey;

/// <summary>A command that is sent, or about to be, and waits for its answer.</summary>
internal sealed class PendingReply(ValkeyCommand command, long start, long since, TimeSpan limit)
    : TaskCompletionSource<RespValue>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public ValkeyCommand Command { get; } = command;

    /// <summary>Where the command begins in the stream of all bytes of the connection.</summary>
    public long Start { get; } = start;

    /// <summary>Timestamp of when it was handed over.</summary>
    public long Since { get; } = since;

    public TimeSpan Limit { get; } = limit;

    /// <summary>These are confirmed by a push; an answer in their place is an error.</summary>
    public bool IsSubscription => Command.Name is "SUBSCRIBE" or "UNSUBSCRIBE" or "PSUBSCRIBE" or "PUNSUBSCRIBE" or "SSUBSCRIBE" or "SUNSUBSCRIBE";
}
