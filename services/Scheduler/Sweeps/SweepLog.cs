namespace Distribution.Scheduler.Sweeps;

internal static partial class SweepLog
{
    [LoggerMessage(1, LogLevel.Warning, "Term {Term}: {Replica} did not sweep: {Reason}")]
    public static partial void ReplicaFailed(ILogger logger, long term, Uri replica, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Term {Term}: no replica swept; trying again in a moment")]
    public static partial void NotSwept(ILogger logger, long term);

    [LoggerMessage(3, LogLevel.Warning, "Term {Term}: {Replica} refused the sweep, a higher term has swept; stepping down")]
    public static partial void Refused(ILogger logger, long term, Uri replica);

    [LoggerMessage(4, LogLevel.Information, "Term {Term}: leading, sweeping every {Period}")]
    public static partial void Leading(ILogger logger, long term, TimeSpan period);

    [LoggerMessage(5, LogLevel.Information, "Term {Term}: not leading any more")]
    public static partial void Ended(ILogger logger, long term);
}
