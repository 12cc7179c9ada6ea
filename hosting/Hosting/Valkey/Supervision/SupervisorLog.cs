using Microsoft.Extensions.Logging;

namespace Distribution.Hosting.Valkey;

internal static partial class SupervisorLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Member} is the primary of term {Term}: {Why}")]
    public static partial void Adopted(ILogger log, string member, long term, string why);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Killing {Member}: {Why}")]
    public static partial void Fencing(ILogger log, string member, string why);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "{Member} is told to follow {Upstream}: {Why}")]
    public static partial void Following(ILogger log, string member, string upstream, string why);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "Starting {Member}: {Why}")]
    public static partial void Starting(ILogger log, string member, string why);

    [LoggerMessage(EventId = 5, Level = LogLevel.Warning, Message = "{Member} could not be started, it will be tried again: {Why}")]
    public static partial void StartFailed(ILogger log, string member, string why);

    [LoggerMessage(EventId = 6, Level = LogLevel.Error, Message = "The state of the Valkey cluster could not be judged, it will be tried again")]
    public static partial void RoundFailed(ILogger log, Exception failure);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "{Member} waits to be started: {Why}")]
    public static partial void Waiting(ILogger log, string member, string why);

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning, Message = "Having a replica promoted in place of {Member}: {Why}")]
    public static partial void Replacing(ILogger log, string member, string why);

    [LoggerMessage(EventId = 9, Level = LogLevel.Information, Message = "{Member} is not replaced at once: {Why}")]
    public static partial void NotReplaced(ILogger log, string member, string why);
}
