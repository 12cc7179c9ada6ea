using Microsoft.Extensions.Logging;

namespace Distribution.Leases;

internal static partial class LeaseLog
{
    [LoggerMessage(1, LogLevel.Information, "Lease {Term}: acquired")]
    public static partial void Acquired(ILogger logger, Term term);

    [LoggerMessage(2, LogLevel.Warning, "Lease {Term}: lost: {Reason}")]
    public static partial void Lost(ILogger logger, Term term, string reason);

    [LoggerMessage(3, LogLevel.Information, "Lease {Term}: released")]
    public static partial void Released(ILogger logger, Term term);

    [LoggerMessage(4, LogLevel.Warning, "Lease {Term}: could not be released and will end by itself: {Reason}")]
    public static partial void NotReleased(ILogger logger, Term term, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Lease {Term}: a renewal failed: {Reason}")]
    public static partial void RenewalFailed(ILogger logger, Term term, string reason);

    [LoggerMessage(6, LogLevel.Warning, "Lease {Lease}: cannot be asked for: {Reason}")]
    public static partial void NotAsked(ILogger logger, string lease, string reason);

    [LoggerMessage(7, LogLevel.Error, "Leader {Term}: failed and steps down")]
    public static partial void LeaderFailed(ILogger logger, Term term, Exception failure);

    [LoggerMessage(8, LogLevel.Information, "Leader {Term}: was told to step down in the middle of something: {Reason}")]
    public static partial void LeaderInterrupted(ILogger logger, Term term, string reason);
}
