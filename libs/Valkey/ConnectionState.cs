namespace Distribution.Valkey;

/// <summary>Commands that a shared connection cannot take: they change its state for everybody, or hold up everybody behind them.</summary>
internal static class ConnectionState
{
    private static readonly HashSet<string> Refused =
    [
        "AUTH", "HELLO", "SELECT", "RESET", "QUIT", "MONITOR", "MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH",
        "SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "SSUBSCRIBE", "SUNSUBSCRIBE", "SYNC", "PSYNC",
        "BLPOP", "BRPOP", "BLMOVE", "BLMPOP", "BRPOPLPUSH", "BZPOPMIN", "BZPOPMAX", "BZMPOP", "WAIT", "WAITAOF",
    ];

    public static void Check(ValkeyCommand command)
    {
        if (Refused.Contains(command.Name))
        {
            throw new ArgumentException(
                $"{command.Name} cannot be sent on a connection that all callers share: use SubscribeAsync, ExecuteDurablyAsync, a script, or a ValkeyConnection of your own.", nameof(command));
        }
    }
}
