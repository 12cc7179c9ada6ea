namespace Distribution.Gateway.Discovery;

internal static partial class DiscoveryLog
{
    [LoggerMessage(2301, LogLevel.Warning, "{Name} cannot be resolved, {Known} addresses of before are kept: {Reason}")]
    public static partial void NotResolved(this ILogger logger, string name, int known, string reason);

    [LoggerMessage(2302, LogLevel.Information, "{Name} stands for {Addresses}")]
    public static partial void Resolved(this ILogger logger, string name, string addresses);
}
