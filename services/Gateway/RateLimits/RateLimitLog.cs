namespace Distribution.Gateway.RateLimits;

internal static partial class RateLimitLog
{
    [LoggerMessage(2101, LogLevel.Warning, "Valkey does not count requests ({Reason}): this replica counts by itself until it does")]
    public static partial void CountedHere(ILogger logger, string reason);

    [LoggerMessage(2102, LogLevel.Information, "Valkey counts requests for all replicas again")]
    public static partial void CountedTogether(ILogger logger);
}
