namespace Distribution.Scheduler.Ticks;

internal static partial class TickLog
{
    [LoggerMessage(1, LogLevel.Warning, "Term {Term}: could not enqueue what is due, and tries again in a moment: {Reason}")]
    public static partial void Failed(ILogger logger, long term, string reason);

    [LoggerMessage(2, LogLevel.Information, "Term {Term}: schedule {Schedule} is due")]
    public static partial void Due(ILogger logger, long term, string schedule);

    [LoggerMessage(3, LogLevel.Warning, "Term {Term}: refused, term {Standing} has enqueued; stepping down")]
    public static partial void Refused(ILogger logger, long term, long standing);

    [LoggerMessage(4, LogLevel.Information, "Term {Term}: leading, enqueueing every {Period}")]
    public static partial void Leading(ILogger logger, long term, TimeSpan period);

    [LoggerMessage(5, LogLevel.Information, "Term {Term}: not leading any more")]
    public static partial void Ended(ILogger logger, long term);
}
