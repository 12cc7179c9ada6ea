using Microsoft.Extensions.Logging;

namespace Distribution.Engine.Orchestration;

internal static partial class OrchestrationLog
{
    [LoggerMessage(EventId = 200, Level = LogLevel.Warning, Message = "{Path} cannot be written, its lines are lost until it can: free space or mend its permissions")]
    public static partial void LogNotWritten(this ILogger logger, Exception failure, string path);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "{Resource}: started, pid {Pid}, after {Milliseconds} ms")]
    public static partial void ResourceStarted(this ILogger logger, string resource, int pid, long milliseconds);

    [LoggerMessage(EventId = 202, Level = LogLevel.Information, Message = "{Resource}: ended, exit code {ExitCode}")]
    public static partial void ResourceEnded(this ILogger logger, string resource, int? exitCode);

    [LoggerMessage(EventId = 203, Level = LogLevel.Error, Message = "{Resource}: failed to start. {Reason}")]
    public static partial void ResourceFailed(this ILogger logger, string resource, string reason);

    [LoggerMessage(EventId = 204, Level = LogLevel.Warning, Message = "{Resource}: did not end within {Seconds} s after {Signal} and was killed")]
    public static partial void ResourceKilled(this ILogger logger, string resource, double seconds, string signal);

    [LoggerMessage(EventId = 205, Level = LogLevel.Warning, Message = "The watch of Aspire's orchestrator broke and is made again")]
    public static partial void WatchBroken(this ILogger logger, Exception failure);

    [LoggerMessage(EventId = 206, Level = LogLevel.Critical, Message = "Aspire's orchestrator ended unexpectedly; all that it ran is ended and the application stops. It wrote last: {LastLines}")]
    public static partial void OrchestratorLost(this ILogger logger, string lastLines);

    [LoggerMessage(EventId = 207, Level = LogLevel.Warning, Message = "Interrupted again: everything is killed at once")]
    public static partial void InterruptedAgain(this ILogger logger);

    [LoggerMessage(EventId = 208, Level = LogLevel.Error, Message = "{Resource}: a subscriber of {Event} failed")]
    public static partial void SubscriberFailed(this ILogger logger, Exception failure, string resource, string @event);

    [LoggerMessage(EventId = 209, Level = LogLevel.Debug, Message = "Executable {Name} was not removed from Aspire's orchestrator")]
    public static partial void NotRemoved(this ILogger logger, Exception failure, string name);

    [LoggerMessage(EventId = 210, Level = LogLevel.Error, Message = "Failed to start. {Reason}")]
    public static partial void FailedToStart(this ILogger logger, string reason);

    [LoggerMessage(EventId = 211, Level = LogLevel.Critical, Message = "The application stops, because Aspire's orchestrator cannot be used. {Reason}")]
    public static partial void OrchestratorUnusable(this ILogger logger, string reason);

    [LoggerMessage(EventId = 212, Level = LogLevel.Warning, Message = "{Resource} was not stopped in order and is killed")]
    public static partial void NotStopped(this ILogger logger, Exception failure, string resource);
}
